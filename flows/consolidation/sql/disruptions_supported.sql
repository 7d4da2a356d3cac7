-- One row for each claim about a figure, with whether it gives no other share than the first claim that gives one, as
-- far as rounding tells.
WITH standing AS (
  SELECT fact, arg_min(share_percent, rank) AS standing FROM disruptions_apart GROUP BY fact
)
SELECT ranked.*,
  CASE WHEN share_percent IS NULL OR share_percent = standing THEN true ELSE coalesce(
    implied_min(count, share_percent) <= implied_max(count, standing)
    AND implied_min(count, standing) <= implied_max(count, share_percent), false
  ) END AS supports
FROM disruptions_apart AS ranked
JOIN standing USING (fact)
