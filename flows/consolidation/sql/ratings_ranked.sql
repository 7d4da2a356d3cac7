-- One row for each claim about a grade, with its rank among those of its rating; the first speaks for it.
WITH sourced AS (
  SELECT claims.*, documents_read.place,
    -- A body only passes on how it is graded.
    EXISTS (
      SELECT 1 FROM primary_sources WHERE for_all AND primary_sources.document_id = claims.document_id
    ) AS primary_source
  FROM ratings_claims AS claims
  JOIN documents_read USING (document_id)
)
SELECT *, row_number() OVER (
  PARTITION BY fact
  ORDER BY by_hand(rule) DESC, primary_source DESC, inferred(rule), place, start, "end", rule, position, key
) AS rank
FROM sourced
