-- One row for each stakeholder that is mentioned, with all its roles and relations, sorted.
WITH mentions AS (
  SELECT fact, unnest(string_split(role, ';')) AS role, unnest(relations) AS relation
  FROM stakeholders_ranked
  WHERE NOT quotation
)
SELECT fact, distinct_roles(string_agg(DISTINCT role, ';' ORDER BY role) FILTER (role <> '')) AS role,
  string_agg(DISTINCT relation, ';' ORDER BY relation) FILTER (relation <> '') AS relation
FROM mentions
GROUP BY fact
