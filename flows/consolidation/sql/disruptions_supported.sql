-- One row for each ranked claim about a figure, with whether it supports the fact: its share must equal that of the
-- first claim, as far as rounding allows. Different figures for the same thing are different facts, with the figure in
-- the identifier.
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
