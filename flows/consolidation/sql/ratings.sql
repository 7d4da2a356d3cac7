-- One row for each rating, before people correct it.
SELECT
  fact AS rating_id, body_id, body, body_kind, inspectorate, programme, area, area_text, grade, grade_rank,
  report_published_on, inspected_in, historic, false AS current, conflicting, corrected, confidence, document_count,
  document_id, source_url, quote, passage_count
FROM merged
LEFT JOIN grades USING (grade)
WHERE "table" = 'ratings'
