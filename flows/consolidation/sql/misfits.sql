-- One row for each figure that does not fit the total of its body and period: a part that is greater than the total, or
-- a share that the total does not allow.
WITH rows AS (
  SELECT *, count IS NOT NULL AND qualifier = 'exact' AND period_end IS NOT NULL AND threats = 'all'
    AND coalesce(lead, level, strand, operation) IS NULL AS is_total
  FROM disruptions
),
totals AS (
  SELECT body_id, measure, period_start, period_end, max(count) AS known,
    arg_min(disruption_id, struct_pack(least := -count, disruption_id)) AS total
  FROM rows
  WHERE is_total
  GROUP BY body_id, measure, period_start, period_end
)
SELECT rows.disruption_id AS part, totals.total
FROM rows
JOIN totals USING (body_id, measure, period_end)
WHERE NOT is_total AND count IS NOT NULL AND totals.period_start IS NOT DISTINCT FROM rows.period_start AND (
  (count > known AND qualifier IN ('exact', 'at-least', 'over'))
  -- A share of the disruptions that the body led does not apply to the total of all disruptions.
  OR (lead IS NULL AND coalesce(known < implied_total_min OR known > implied_total_max, false))
)
