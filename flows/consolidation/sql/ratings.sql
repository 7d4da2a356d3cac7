-- One row for each rating, as it is before anybody corrects it: what the claims that support it say together.
WITH conflicts AS (
  SELECT DISTINCT fact FROM supported WHERE NOT supports
)
SELECT
  fact AS rating_id, arg_min(body_id, rank) AS body_id, arg_min(body, rank) AS body,
  arg_min(body_kind, rank) AS body_kind, arg_min(inspectorate, rank) AS inspectorate,
  arg_min(programme, rank) AS programme, arg_min(area, rank) AS area, arg_min(area_text, rank) AS area_text,
  arg_min(grade, rank) AS grade, min(grade_rank) AS grade_rank,
  -- Of dates the most exact.
  arg_min(report_published_on, longest(report_published_on, rank)) AS report_published_on,
  arg_min(inspected_in, longest(inspected_in, rank)) AS inspected_in,
  arg_min(historic, rank) AS historic, false AS current, fact IN (FROM conflicts) AS conflicting,
  CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
  max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
  arg_min(document_id, rank) AS document_id, arg_min_null(source_url, rank) AS source_url, arg_min(quote, rank) AS quote,
  count(DISTINCT struct_pack(place, start, "end")) AS passage_count
FROM supported
LEFT JOIN grades USING (grade)
LEFT JOIN measured USING (rule)
WHERE "table" = 'ratings' AND supports
GROUP BY fact
