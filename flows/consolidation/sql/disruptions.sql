-- One row for each figure, before people correct it, with the totals that its count and share imply.
SELECT
  fact AS disruption_id, measure, count, qualifier, rate, rate_unit, period_start, period_end, body_id, body, threats,
  share_percent, level, strand, lead, operation, threats_text, period_text,
  CASE WHEN share_percent IS NOT NULL THEN implied_min(count, share_percent) END AS implied_total_min,
  CASE WHEN share_percent IS NOT NULL THEN implied_max(count, share_percent) END AS implied_total_max,
  conflicting, corrected, confidence, document_count, document_id, source_url, quote, passage_count
FROM merged
WHERE "table" = 'disruptions'
