-- One row for each claim in the entries: its key and position there, its passage and all its fields.
WITH unnested AS (
  SELECT key, document_id, generate_subscripts(claims, 1) AS position, unnest(claims) AS claim FROM entries
),
claims AS (
  SELECT key, document_id, position, claim.*, coalesce(claim.body, claim.organisation) AS about FROM unnested
)
SELECT * EXCLUDE (passage, body, organisation, relations, about)
  REPLACE (array_to_string(threats, ';') AS threats, round(probability, 4) AS probability),
  passage.start AS start, passage."end" AS "end", array_to_string(relations, ';') AS relation,
  about.body_id AS body_id, about.name AS body, about.kind AS body_kind
FROM claims
