-- One row for each stakeholder of all documents, before people correct it, with all its roles, relations and quotations.
WITH mentions AS (
  SELECT fact, unnest(string_split(role, ';')) AS role, unnest(string_split(relation, ';')) AS relation
  FROM supported
  WHERE "table" = 'stakeholders' AND quotation IS NOT TRUE
),
roles AS (
  SELECT fact, distinct_roles(string_agg(DISTINCT role, ';' ORDER BY role) FILTER (role <> '')) AS role,
    string_agg(DISTINCT relation, ';' ORDER BY relation) FILTER (relation <> '') AS relation
  FROM mentions
  GROUP BY fact
),
quotations AS (
  -- Count the first paragraphs of quotations; if only later paragraphs are there, they count as one quotation.
  SELECT fact, greatest(
    count(DISTINCT struct_pack(place, start, "end")) FILTER (opens_quotation(rule)), 1
  ) AS quotation_count
  FROM supported
  WHERE quotation
  GROUP BY fact
)
SELECT
  fact AS stakeholder_id, name, kind, role, body_id AS organisation_id, body AS organisation, relation,
  quotation_count IS NOT NULL AS quoted, coalesce(quotation_count, 0) AS quotation_count,
  passage_count AS mention_count, corrected, confidence, document_count, document_id, source_url, quote
FROM merged
LEFT JOIN roles USING (fact)
LEFT JOIN quotations USING (fact)
WHERE "table" = 'stakeholders'
