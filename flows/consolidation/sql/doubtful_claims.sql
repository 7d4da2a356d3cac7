-- One row for each claim that is likelier right than not, but not likely enough to be published.
WITH ratings AS (
  SELECT key, document_id, 3 * generate_subscripts(doubtful_ratings, 1) AS position, -- told apart from other kinds
    unnest(doubtful_ratings) AS claim
  FROM entries
),
figures AS (
  SELECT key, document_id, 3 * generate_subscripts(doubtful_disruptions, 1) + 1 AS position,
    unnest(doubtful_disruptions) AS claim
  FROM entries
),
stakeholders AS (
  SELECT key, document_id, 3 * generate_subscripts(doubtful_stakeholders, 1) + 2 AS position,
    unnest(doubtful_stakeholders) AS claim
  FROM entries
)
SELECT key, 'ratings' AS "table", position, document_id, claim.passage.start AS start, claim.quote,
  NULL::VARCHAR AS name, NULL::VARCHAR AS kind, NULL::VARCHAR AS role, NULL::VARCHAR AS relation,
  round(claim.probability, 4) AS probability, claim.body.body_id AS body_id, claim.body.name AS body,
  claim.area, claim.area_text, claim.grade, claim.historic, claim.report_published_on,
  NULL::VARCHAR AS measure, NULL::VARCHAR AS threats, NULL::BIGINT AS count, NULL::DOUBLE AS share_percent,
  NULL::DOUBLE AS rate, NULL::VARCHAR AS rate_unit, NULL::VARCHAR AS period_start, NULL::VARCHAR AS period_end
FROM ratings
UNION ALL
SELECT key, 'disruptions', position, document_id, claim.passage.start, claim.quote,
  NULL, NULL, NULL, NULL,
  round(claim.probability, 4), claim.body.body_id, claim.body.name,
  NULL, NULL, NULL, NULL, NULL,
  claim.measure, array_to_string(claim.threats, ';'), claim.count, claim.share_percent, claim.rate, claim.rate_unit,
  claim.period_start, claim.period_end
FROM figures
UNION ALL
SELECT key, 'stakeholders', position, document_id, claim.passage.start, claim.quote,
  claim.name, claim.kind, claim.role, array_to_string(claim.relations, ';'),
  round(claim.probability, 4), claim.organisation.body_id, claim.organisation.name,
  NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL
FROM stakeholders
WHERE NOT claim.quotation
