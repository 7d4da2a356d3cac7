-- One row for each claim that a document makes about a figure, with the figure as text and what it is about.
WITH claims AS (
  SELECT key, document_id, generate_subscripts(disruptions, 1) AS position,
    unnest(disruptions) AS claim
  FROM entries
),
cells AS (
  SELECT
    key, position, document_id, claim.passage.start AS start, claim.passage."end" AS "end", claim.quote, claim.rule,
    round(claim.probability, 4) AS probability,
    claim.body.body_id AS body_id, claim.body.name AS body, claim.body.kind AS body_kind, NULL::VARCHAR AS name,
    array_to_string(claim.threats, ';') AS threats, claim.threats_text, claim.measure, claim.qualifier, claim.count,
    claim.share_percent, claim.rate, claim.rate_unit, claim.level, claim.strand, claim.lead, claim.operation,
    claim.period_start, claim.period_end, claim.period_text,
    figure(claim.count, claim.share_percent, claim.rate, claim.rate_unit, claim.qualifier) AS figure
  FROM claims
)
SELECT
  *,
  -- Without a period the document stands for it, so that figures of unknown time never merge across documents. What
  -- cannot be is left to the gate: beside it, what can be is not contested.
  body_id || '.' || measure || '.' || replace(threats, ';', '+') || '.'
  || CASE
    WHEN period_start IS NULL AND period_end IS NULL THEN 'undated-' || document_id
    ELSE coalesce(period_start, '') || '--' || coalesce(period_end, '')
  END
  || coalesce('.' || lead, '') || coalesce('.' || level, '') || coalesce('.' || strand, '')
  || coalesce(operation_part(operation), '')
  || CASE WHEN share_percent > 100 THEN '.' || figure ELSE '' END AS fact
FROM cells
