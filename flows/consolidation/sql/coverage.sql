-- One row for each body, area and year that programmes inspect or that has a rating. The gate fills in the counts.
WITH graded AS (
  SELECT DISTINCT body_id, area, report_published_on[:4]::BIGINT AS year
  FROM ratings_there
  WHERE report_published_on IS NOT NULL
),
dated AS (
  SELECT year, lag(year) OVER (ORDER BY year) AS before
  FROM (
    SELECT year FROM graded
    UNION
    SELECT published_on[:4]::BIGINT FROM documents_read WHERE published_on IS NOT NULL
  )
),
years AS (
  -- Fill the years between two dated years at most ten years apart: a date farther away is probably a mistake.
  SELECT unnest(range(CASE WHEN year - before <= 10 THEN before + 1 ELSE year END, year + 1)) AS year FROM dated
),
inspected AS (
  SELECT body_id, area, year
  FROM bodies
  JOIN programmes USING (kind)
  JOIN years
    ON holds(year, bodies.valid_from, bodies.valid_to) AND holds(year, programmes.valid_from, programmes.valid_to)
)
SELECT body_id || '.' || area || '.' || year AS coverage_id, body_id, area, year, 'no-document' AS status,
  0::BIGINT AS rating_count, 0::BIGINT AS document_count
FROM (FROM graded UNION FROM inspected)
-- Only kinds of bodies that are inspected regularly.
SEMI JOIN (
  FROM bodies WHERE kind IN ('territorial-force', 'special-force', 'regional-unit', 'fire-service')
) USING (body_id)
