-- One row for each body, area and year that is not told of as the ratings and documents of that year have it.
WITH named AS (
  SELECT DISTINCT passages.document, facts.body_id
  FROM passages
  JOIN facts ON facts."table" = passages."table" AND facts.place = passages.fact
  WHERE supports AND facts.body_id IS NOT NULL
),
dated AS (
  SELECT place AS document, try_cast(published_on[:4] AS BIGINT) AS year FROM documents
  UNION
  SELECT passages.document, try_cast(ratings.report_published_on[:4] AS BIGINT)
  FROM passages
  JOIN ratings ON ratings.place = passages.fact
  WHERE passages."table" = 'ratings' AND supports
),
told AS (
  SELECT body_id, year, count(*) AS document_count FROM named JOIN dated USING (document) GROUP BY body_id, year
),
graded AS (
  SELECT body_id, area, try_cast(report_published_on[:4] AS BIGINT) AS year, count(*) AS rating_count
  FROM ratings
  GROUP BY ALL
),
rights AS (
  SELECT
    coverage.place, coalesce(graded.rating_count, 0) AS rating_count, coalesce(told.document_count, 0) AS document_count,
    CASE
      WHEN graded.rating_count > 0 THEN 'graded'
      WHEN told.document_count > 0 THEN 'not-mentioned'
      ELSE 'no-document'
    END AS status
  FROM coverage
  LEFT JOIN graded USING (body_id, area, year)
  LEFT JOIN told USING (body_id, year)
)
SELECT rights.*
FROM rights
JOIN coverage USING (place)
WHERE rights.rating_count IS DISTINCT FROM coverage.rating_count
  OR rights.document_count IS DISTINCT FROM coverage.document_count
  OR rights.status IS DISTINCT FROM coverage.status
ORDER BY place
