-- One row for each claim of a kind, with its rank: of those of a fact the one with the lowest speaks for it.
WITH sourced AS (
  SELECT claims.*, documents_read.place, rules.number,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all)
    -- A body only passes on how it is graded.
    OR ('{table}' <> 'ratings' AND EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    )) AS primary_source
  FROM {table}_claims AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
  WHERE hash(claims.fact) % getvariable('parts') = getvariable('part') -- so many facts at a time
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
