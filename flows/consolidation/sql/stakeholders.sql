-- One row for each stakeholder, united over documents, as it is before anybody corrects it.
SELECT
  stakeholder_id, name, kind, role, organisation_id, bodies_named.body AS organisation, relation,
  quotation_count IS NOT NULL AS quoted, coalesce(quotation_count, 0) AS quotation_count, mention_count, corrected,
  confidence, document_count, document_id, source_url, quote
FROM stakeholders_facts
JOIN documents_read USING (document_id)
LEFT JOIN bodies_named ON bodies_named.body_id = organisation_id
LEFT JOIN stakeholders_roles AS roles ON roles.fact = stakeholder_id
LEFT JOIN stakeholders_quoted AS quotations ON quotations.fact = stakeholder_id
