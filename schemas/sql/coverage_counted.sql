-- One row for each body, area and year: how many ratings and documents there are, and what that means.
WITH named AS (
  SELECT DISTINCT document, body_id
  FROM (FROM passages WHERE supports) AS found
  JOIN facts ON facts."table" = found."table" AND facts.place = found.fact
  WHERE body_id IS NOT NULL
),
rated AS (
  SELECT DISTINCT passages.document, body_id, try_cast(report_published_on[:4] AS BIGINT) AS year
  FROM passages JOIN ratings ON ratings.place = passages.fact
  WHERE passages."table" = 'ratings' AND supports
),
dated AS (
  -- A document without a date is of the year of the newest report that it gives a grade from.
  SELECT documents.place AS document, coalesce(try_cast(min(published_on)[:4] AS BIGINT), max(year)) AS year
  FROM documents LEFT JOIN rated ON rated.document = documents.place
  GROUP BY documents.place
),
told AS (
  SELECT body_id, year, count(*) AS documents
  FROM (SELECT document, body_id, year FROM named JOIN dated USING (document) UNION FROM rated) AS found
  GROUP BY body_id, year
),
graded AS (
  SELECT body_id, area, try_cast(report_published_on[:4] AS BIGINT) AS year, count(*) AS ratings
  FROM ratings GROUP BY ALL
)
SELECT
  coverage.place, coalesce(graded.ratings, 0) AS rating_count, coalesce(told.documents, 0) AS document_count,
  CASE WHEN ratings > 0 THEN 'graded' WHEN documents > 0 THEN 'not-mentioned' ELSE 'no-document' END AS status
FROM coverage
LEFT JOIN graded USING (body_id, area, year)
LEFT JOIN told USING (body_id, year)
ORDER BY coverage.place
