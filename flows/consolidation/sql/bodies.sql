-- One row for each body that the facts in the tables name, and for every body above it, up to the top.
WITH RECURSIVE there AS (
  SELECT body_id FROM facts_there WHERE body_id IS NOT NULL
  UNION
  SELECT parent_id FROM there JOIN bodies_known USING (body_id) WHERE parent_id IS NOT NULL
),
called AS (
  SELECT body_id, string_agg(DISTINCT alias, ';' ORDER BY alias) AS aliases FROM aliases GROUP BY body_id
)
SELECT
  body_id, coalesce(known.name, named.body) AS name, coalesce(known.kind, named.body_kind) AS kind, region, parent_id,
  gss_code, aliases, valid_from, valid_to
FROM there
LEFT JOIN bodies_known AS known USING (body_id)
LEFT JOIN bodies_named AS named USING (body_id)
LEFT JOIN called USING (body_id)
