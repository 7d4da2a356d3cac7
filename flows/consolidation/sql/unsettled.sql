-- One row for each fact of a release that nobody has decided about, with how many passages support it.
SELECT 'ratings' AS "table", 1 AS number, rating_id AS row_id, body_id, conflicting, confidence, document_id, quote, place,
  passage_count AS passages
FROM ratings
WHERE corrected IS NULL
UNION ALL
SELECT 'disruptions', 2, disruption_id, body_id, conflicting, confidence, document_id, quote, place, passage_count
FROM disruptions
WHERE corrected IS NULL
UNION ALL
SELECT 'stakeholders', 3, stakeholder_id, organisation_id, false, confidence, document_id, quote, place,
  mention_count + quotation_count
FROM stakeholders
WHERE corrected IS NULL
