-- One row for each claim about a grade, with its rank among those of its rating; the first speaks for it.
WITH sourced AS (
  SELECT claims.*, coalesce(documents_read.published_on, '9999') AS published,
    -- A body only passes on how it is graded.
    EXISTS (
      SELECT 1 FROM primary_sources WHERE for_all AND primary_sources.document_id = claims.document_id
    ) AS primary_source
  FROM ratings_claims AS claims
  JOIN documents_read USING (document_id)
)
SELECT *, row_number() OVER (
  PARTITION BY fact
  ORDER BY precedence(rule, primary_source, published, document_id, start, "end"), position, key
) AS rank
FROM sourced
