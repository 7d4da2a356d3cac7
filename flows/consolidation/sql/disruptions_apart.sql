-- One row for each claim about a figure, as ranked: different figures of the same thing are different facts, told apart
-- by the figure.
WITH things AS (
  SELECT fact AS about, min(figure) <> max(figure) AS contested FROM disruptions_ranked GROUP BY fact
)
SELECT claims.* REPLACE (CASE WHEN contested THEN fact || '.' || figure ELSE fact END AS fact), about, contested
FROM disruptions_ranked AS claims
JOIN things ON about = fact
