-- One row for each claim about a figure, as ranked, with whether it gives no other share than the first claim that gives
-- one, as far as rounding tells. Different figures of the same thing are different facts, told apart by the figure.
WITH things AS (
  SELECT fact AS about, min(figure) <> max(figure) AS contested FROM disruptions_ranked GROUP BY fact
),
apart AS (
  SELECT claims.* REPLACE (CASE WHEN contested THEN fact || '.' || figure ELSE fact END AS fact), about, contested
  FROM disruptions_ranked AS claims
  JOIN things ON about = fact
),
standing AS (
  SELECT fact, arg_min(share_percent, rank) AS standing FROM apart GROUP BY fact
)
SELECT apart.*,
  CASE WHEN share_percent IS NULL OR share_percent = standing THEN true ELSE coalesce(
    implied_min(count, share_percent) <= implied_max(count, standing)
    AND implied_min(count, standing) <= implied_max(count, share_percent), false
  ) END AS supports
FROM apart
JOIN standing USING (fact)
