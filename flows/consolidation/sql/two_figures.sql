-- One row for each figure to review because its document gives another exact figure for the same thing: one of the two
-- is likely misread.
SELECT 'two-figures' AS why, 'disruptions' AS "table", figure.disruption_id AS row_id,
  'the document also gives ' || string_agg(other.disruption_id, ', ' ORDER BY other.disruption_id) AS says
FROM disruptions AS figure
JOIN disruptions AS other USING (document_id, body_id, measure, threats, period_end, qualifier)
WHERE qualifier = 'exact' AND NOT figure.conflicting AND figure.corrected IS NULL
  AND (other.period_start, other.level, other.strand, other.lead, other.operation, other.rate_unit)
    IS NOT DISTINCT FROM (figure.period_start, figure.level, figure.strand, figure.lead, figure.operation, figure.rate_unit)
  AND coalesce(other.count, other.rate, other.share_percent) <> coalesce(figure.count, figure.rate, figure.share_percent)
GROUP BY figure.disruption_id
