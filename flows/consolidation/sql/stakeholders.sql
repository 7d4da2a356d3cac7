-- One row for each stakeholder, as it is before anybody corrects it: what mentions and quotations say together.
WITH quoted AS (
  -- How many blocks of words; only the rest of a block stands for it.
  SELECT fact, greatest(
    count(DISTINCT struct_pack(place, start, "end")) FILTER (opens_quotation(rule)), 1
  ) AS quotation_count
  FROM supported
  WHERE quotation
  GROUP BY fact
),
mentioned AS (
  SELECT
    fact, arg_min(name, rank) AS name, arg_min(kind, rank) AS kind, arg_min_null(body_id, rank) AS organisation_id,
    arg_min_null(body, rank) AS organisation, count(DISTINCT struct_pack(place, start, "end")) AS mention_count,
    CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
    max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
    arg_min(document_id, rank) AS document_id, arg_min_null(source_url, rank) AS source_url, arg_min(quote, rank) AS quote
  FROM supported
  LEFT JOIN measured USING (rule)
  WHERE NOT quotation
  GROUP BY fact
)
SELECT
  fact AS stakeholder_id, name, kind, role, organisation_id, organisation, relation,
  quotation_count IS NOT NULL AS quoted, coalesce(quotation_count, 0) AS quotation_count, mention_count, corrected,
  confidence, document_count, document_id, source_url, quote
FROM mentioned
LEFT JOIN stakeholders_roles USING (fact)
LEFT JOIN stakeholders_relations USING (fact)
LEFT JOIN quoted USING (fact)
