-- One row for each stakeholder of all documents, before people correct it: the cells of its mentions and quotations.
WITH facts AS (
  SELECT
    fact AS stakeholder_id, arg_min(name, rank) AS name, arg_min(kind, rank) AS kind,
    arg_min_null(body_id, rank) AS organisation_id, CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
    max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
    count(DISTINCT struct_pack(place, start, "end")) AS mention_count,
    arg_min(document_id, rank) AS document_id, arg_min(quote, rank) AS quote
  FROM stakeholders_ranked
  LEFT JOIN measured USING (rule)
  WHERE NOT quotation
  GROUP BY fact
),
quotations AS (
  -- Count the first paragraphs of quotations; if only later paragraphs are there, they count as one quotation.
  SELECT fact, greatest(
    count(DISTINCT struct_pack(place, start, "end")) FILTER (opens_quotation(rule)), 1
  ) AS quotation_count
  FROM stakeholders_ranked
  WHERE quotation
  GROUP BY fact
)
SELECT
  stakeholder_id, name, kind, role, organisation_id, bodies_named.body AS organisation, relation,
  quotation_count IS NOT NULL AS quoted, coalesce(quotation_count, 0) AS quotation_count, mention_count, corrected,
  confidence, document_count, document_id, source_url, quote
FROM facts
JOIN documents_read USING (document_id)
LEFT JOIN bodies_named ON bodies_named.body_id = organisation_id
LEFT JOIN stakeholders_roles AS roles ON roles.fact = stakeholder_id
LEFT JOIN quotations ON quotations.fact = stakeholder_id
