-- One row for each document: how many facts of each kind have a passage in it, of whatever they say.
WITH counted AS (
  SELECT
    document, count(*) FILTER ("table" = 'ratings') AS rating_count,
    count(*) FILTER ("table" = 'disruptions') AS disruption_count,
    count(*) FILTER ("table" = 'stakeholders') AS stakeholder_count
  FROM (SELECT DISTINCT document, "table", fact FROM passages WHERE fact IS NOT NULL)
  GROUP BY document
)
SELECT
  documents.place, coalesce(counted.rating_count, 0) AS rating_count,
  coalesce(counted.disruption_count, 0) AS disruption_count, coalesce(counted.stakeholder_count, 0) AS stakeholder_count
FROM documents
LEFT JOIN counted ON counted.document = documents.place
ORDER BY documents.place
