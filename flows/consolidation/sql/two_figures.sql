-- One row for each figure to review because its document gives another exact figure for the same thing: one of the two
-- is likely misread.
SELECT 'two-figures' AS kind, 'two-figures' AS why, 'disruptions' AS "table", figure.disruption_id AS row_id,
  figure.body_id, 'the document also gives ' || string_agg(other.disruption_id, ', ' ORDER BY other.disruption_id) AS says,
  figure.document_id, figure.quote AS passage, NULL AS refused, ('', 0, '', figure.place) AS ranked
FROM disruptions AS figure
JOIN unsettled ON unsettled."table" = 'disruptions' AND unsettled.row_id = figure.disruption_id
JOIN disruptions AS other
  ON other.document_id = figure.document_id AND other.body_id = figure.body_id AND other.measure = figure.measure
  AND other.threats = figure.threats AND other.period_end = figure.period_end
  AND other.period_start IS NOT DISTINCT FROM figure.period_start AND other.level IS NOT DISTINCT FROM figure.level
  AND other.strand IS NOT DISTINCT FROM figure.strand AND other.lead IS NOT DISTINCT FROM figure.lead
  AND other.operation IS NOT DISTINCT FROM figure.operation
  AND other.rate_unit IS NOT DISTINCT FROM figure.rate_unit AND other.qualifier = figure.qualifier
  AND coalesce(other.count, other.rate, other.share_percent) <> coalesce(figure.count, figure.rate, figure.share_percent)
WHERE figure.qualifier = 'exact' AND NOT figure.conflicting
GROUP BY figure.disruption_id, figure.body_id, figure.document_id, figure.quote, figure.place
