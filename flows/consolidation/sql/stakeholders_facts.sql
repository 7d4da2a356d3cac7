-- One row for each stakeholder: what the mentions say together.
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
