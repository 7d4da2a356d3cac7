-- One row for each mention or quotation of a person or organisation, with the identifier of who it is.
WITH claims AS (
  SELECT key, document_id, generate_subscripts(stakeholders, 1) AS position,
    unnest(stakeholders) AS claim
  FROM entries
)
SELECT
  key, position, document_id, claim.passage.start AS start, claim.passage."end" AS "end", claim.quote, claim.rule,
  round(claim.probability, 4) AS probability,
  claim.organisation.body_id AS body_id, claim.organisation.name AS body, claim.organisation.kind AS body_kind,
  claim.name, claim.kind, claim.role, claim.relations, claim.quotation,
  -- An organisation that is known is itself; of a person's unknown organisation the document takes the place.
  CASE
    WHEN claim.kind = 'organisation' AND claim.organisation.body_id IS NOT NULL THEN claim.organisation.body_id
    ELSE slug(claim.name) || '.' || coalesce(claim.organisation.body_id, in_place_of_organisation(document_id))
  END AS fact
FROM claims
