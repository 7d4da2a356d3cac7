-- One row for each stakeholder who has a role, with all of them in order.
WITH roles AS (
  SELECT DISTINCT fact, unnest(string_split(role, ';')) AS role FROM stakeholders_ranked WHERE NOT quotation
)
SELECT fact, distinct_roles(string_agg(role, ';' ORDER BY role)) AS role
FROM roles
WHERE role <> ''
GROUP BY fact
