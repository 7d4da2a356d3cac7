-- One row for each figure, before people correct it: the cells of the claims that support it, and the totals that its
-- count and share imply.
WITH facts AS (
  SELECT
    fact AS disruption_id, arg_min(body_id, rank) AS body_id, arg_min(threats, rank) AS threats,
    arg_min(measure, rank) AS measure, arg_min_null(count, rank) AS count, arg_min(qualifier, rank) AS qualifier,
    arg_min_null(rate, rank) AS rate, arg_min_null(rate_unit, rank) AS rate_unit,
    arg_min_null(period_start, rank) AS period_start, arg_min_null(period_end, rank) AS period_end,
    -- Of each of these cells, that of the first claim in which it is not empty.
    arg_min(share_percent, rank) AS share_percent, arg_min(level, rank) AS level, arg_min(strand, rank) AS strand,
    arg_min(lead, rank) AS lead, arg_min(operation, rank) AS operation, arg_min(threats_text, rank) AS threats_text,
    arg_min(period_text, rank) AS period_text,
    fact IN (SELECT fact FROM disruptions_supported WHERE NOT supports UNION FROM disruptions_rivalled) AS conflicting,
    CASE WHEN bool_or(by_hand(rule)) THEN 'added' END AS corrected,
    max(coalesce(probability, measured.precision)) AS confidence, count(DISTINCT document_id) AS document_count,
    count(DISTINCT struct_pack(place, start, "end")) AS passage_count,
    arg_min(document_id, rank) AS document_id, arg_min(quote, rank) AS quote
  FROM disruptions_supported
  LEFT JOIN measured USING (rule)
  WHERE supports
  GROUP BY fact
)
SELECT
  disruption_id, measure, count, qualifier, rate, rate_unit, period_start, period_end, body_id, body, threats,
  share_percent, level, strand, lead, operation, threats_text, period_text,
  CASE WHEN share_percent IS NOT NULL THEN implied_min(count, share_percent) END AS implied_total_min,
  CASE WHEN share_percent IS NOT NULL THEN implied_max(count, share_percent) END AS implied_total_max,
  conflicting, corrected, confidence, document_count, document_id, source_url, quote, passage_count
FROM facts
JOIN bodies_named USING (body_id)
JOIN documents_read USING (document_id)
