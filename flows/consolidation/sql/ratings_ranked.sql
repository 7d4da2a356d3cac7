-- One row for each claim about a grade, with its rank: of those of a rating the one with the lowest speaks for it.
WITH sourced AS (
  SELECT claims.*, documents_read.place, rules.number,
    -- A body only passes on how it is graded.
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) AS primary_source
  FROM ratings_claims AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
