-- One row for each claim that a document makes about a grade, with the identifier of the rating that it states.
WITH claims AS (
  SELECT key, document_id, generate_subscripts(ratings, 1) AS position, unnest(ratings) AS claim
  FROM entries
)
SELECT
  key, position, document_id, claim.passage.start AS start, claim.passage."end" AS "end", claim.quote, claim.rule,
  round(claim.probability, 4) AS probability,
  claim.body.body_id AS body_id, claim.body.name AS body, claim.body.kind AS body_kind, NULL::VARCHAR AS name,
  claim.area, claim.area_text, claim.grade, claim.historic, claim.inspectorate, claim.programme,
  claim.report_published_on, claim.inspected_in,
  -- Without the month of the report the document stands for the inspection; an earlier grade is told apart by itself.
  claim.body.body_id || '.' || claim.area || '.' || coalesce(claim.report_published_on[:7], 'undated-' || document_id)
  || CASE WHEN claim.historic THEN '.earlier-' || replace(claim.grade, ' ', '-') ELSE '' END AS fact
FROM claims
