-- One row for each stakeholder who has a relation to what is told, with all of them in order.
WITH relations AS (
  SELECT DISTINCT fact, unnest(relations) AS relation FROM stakeholders_ranked WHERE NOT quotation
)
SELECT fact, string_agg(relation, ';' ORDER BY relation) AS relation
FROM relations
WHERE relation <> ''
GROUP BY fact
