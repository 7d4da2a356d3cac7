-- One row for each claim in one column of the entries: its key and position there, its passage and all its fields.
WITH claims AS (
  SELECT key, document_id, generate_subscripts({column}, 1) AS position, unnest({column}) AS claim FROM entries
)
SELECT '{table}' AS "table", NOT starts_with('{column}', 'doubtful') AS likely,
  key, document_id, position, claim.passage.start AS start, claim.passage."end" AS "end",
  claim.{body}.body_id AS body_id, claim.{body}.name AS body, claim.{body}.kind AS body_kind,
  claim.* EXCLUDE (passage, {body}) REPLACE (round(claim.probability, 4) AS probability)
FROM claims
