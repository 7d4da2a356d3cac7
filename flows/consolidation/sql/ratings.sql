-- One row for each rating, before people correct it: the cells of the claims that support it.
WITH facts AS (
  SELECT
    fact AS rating_id, arg_min(body_id, rank) AS body_id, arg_min(area, rank) AS area, arg_min(grade, rank) AS grade,
    min(grade_rank) AS grade_rank, arg_min(historic, rank) AS historic,
    arg_min(inspectorate, rank) AS inspectorate, arg_min(programme, rank) AS programme,
    arg_min(area_text, rank) AS area_text,
    -- The most exact date.
    arg_min(report_published_on, longest(report_published_on, rank)) AS report_published_on,
    arg_min(inspected_in, longest(inspected_in, rank)) AS inspected_in,
    false AS current, bool_or(conflicting) AS conflicting, CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
    max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
    count(DISTINCT struct_pack(place, start, "end")) AS passage_count,
    arg_min(document_id, rank) AS document_id, arg_min(quote, rank) AS quote
  FROM ratings_supported
  LEFT JOIN grades USING (grade)
  LEFT JOIN measured USING (rule)
  WHERE supports
  GROUP BY fact
)
SELECT
  rating_id, body_id, body, body_kind, inspectorate, programme, area, area_text, grade, grade_rank,
  report_published_on, inspected_in, historic, current, conflicting, corrected, confidence, document_count,
  document_id, source_url, quote, passage_count
FROM facts
JOIN bodies_named USING (body_id)
JOIN documents_read USING (document_id)
