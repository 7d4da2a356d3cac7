-- One row for each claim of one kind in a list of the entries: where it stands, and all that it says.
WITH claims AS (
  SELECT key, document_id, generate_subscripts({claims}, 1) AS position, unnest({claims}) AS claim FROM entries
)
SELECT
  key, document_id, position, claim.passage.start AS start, claim.passage."end" AS "end",
  claim.{body}.body_id AS body_id, claim.{body}.name AS body, claim.{body}.kind AS body_kind,
  claim.* EXCLUDE (passage, {body}) REPLACE (round(claim.probability, 4) AS probability)
FROM claims
