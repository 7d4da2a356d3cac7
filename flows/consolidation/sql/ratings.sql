-- One row for each rating, as it is before anybody corrects it.
SELECT
  rating_id, body_id, body, body_kind, inspectorate, programme, area, area_text, grade, grade_rank,
  report_published_on, inspected_in, historic, current, conflicting, corrected, confidence, document_count,
  document_id, source_url, quote, passage_count
FROM ratings_facts
JOIN bodies_named USING (body_id)
JOIN documents_read USING (document_id)
