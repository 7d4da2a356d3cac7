-- One row for each fact of any kind, before people correct it: the cells of the claims that support it, but of no
-- quotation, and how many documents and passages state it.
WITH facts AS (
  SELECT
    "table", fact,
    -- Of each of these cells, that of the first claim, or of the first in which it is not empty, or the most exact date.
    arg_min_null(COLUMNS('^(body_id|count|rate|rate_unit|period_start|period_end)$'), rank) AS '\0',
    arg_min(COLUMNS('^(area|area_text|grade|historic|inspectorate|programme|name|kind|document_id|quote)$'), rank) AS '\0',
    arg_min(COLUMNS('^(measure|qualifier|share_percent|level|strand|lead|operation|period_text)$'), rank) AS '\0',
    arg_min(COLUMNS('^threats(_text)?$'), rank) AS '\0',
    arg_min(report_published_on, longest(report_published_on, rank)) AS report_published_on,
    arg_min(inspected_in, longest(inspected_in, rank)) AS inspected_in,
    CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
    max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
    count(DISTINCT struct_pack(place, start, "end")) AS passage_count
  FROM supported
  LEFT JOIN measured USING (rule)
  WHERE supports AND quotation IS NOT TRUE
  GROUP BY "table", fact
)
SELECT facts.*, body, body_kind, source_url,
  fact IN (SELECT fact FROM supported WHERE NOT supports UNION FROM rivalled) AS conflicting
FROM facts
JOIN documents_read USING (document_id)
LEFT JOIN bodies_named USING (body_id)
