-- One row for each claim that is likelier right than not, but not likely enough to be published.
SELECT key, 'ratings' AS "table", 3 * position AS position, -- told apart from claims of other kinds
  document_id, claim.passage.start AS start, claim.quote AS quote, NULL::VARCHAR AS name,
  round(claim.probability, 4) AS probability, claim.body.body_id AS body_id, claim.body.name AS body,
  claim.area AS area, claim.area_text AS area_text, claim.grade AS grade, claim.historic AS historic,
  claim.report_published_on AS report_published_on
FROM (
  SELECT key, document_id, generate_subscripts(doubtful_ratings, 1) AS position, unnest(doubtful_ratings) AS claim
  FROM entries
)
UNION ALL BY NAME
SELECT key, 'disruptions' AS "table", 3 * position + 1 AS position, document_id, claim.passage.start AS start,
  claim.quote AS quote, round(claim.probability, 4) AS probability, claim.body.body_id AS body_id,
  claim.body.name AS body, claim.measure AS measure, array_to_string(claim.threats, ';') AS threats,
  claim.count AS count, claim.share_percent AS share_percent, claim.rate AS rate, claim.rate_unit AS rate_unit,
  claim.period_start AS period_start, claim.period_end AS period_end
FROM (
  SELECT key, document_id, generate_subscripts(doubtful_disruptions, 1) AS position,
    unnest(doubtful_disruptions) AS claim
  FROM entries
)
UNION ALL BY NAME
SELECT key, 'stakeholders' AS "table", 3 * position + 2 AS position, document_id, claim.passage.start AS start,
  claim.quote AS quote, claim.name AS name, round(claim.probability, 4) AS probability,
  claim.organisation.body_id AS body_id, claim.organisation.name AS body, claim.kind AS kind, claim.role AS role,
  array_to_string(claim.relations, ';') AS relation
FROM (
  SELECT key, document_id, generate_subscripts(doubtful_stakeholders, 1) AS position,
    unnest(doubtful_stakeholders) AS claim
  FROM entries
)
WHERE NOT claim.quotation
