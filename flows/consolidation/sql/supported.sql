-- One row for each ranked claim, with whether it supports its fact: a grade must be that which stands, and a share must
-- equal that of the first claim, as far as rounding allows. Different figures for the same thing are different facts,
-- with the figure in the identifier.
WITH figures AS (
  SELECT fact AS about, min(figure) <> max(figure) AS contested FROM ranked WHERE figure IS NOT NULL GROUP BY fact
),
apart AS (
  SELECT claims.* REPLACE (CASE WHEN contested THEN fact || '.' || figure ELSE fact END AS fact), about, contested
  FROM ranked AS claims
  LEFT JOIN figures ON about = fact
),
shares AS (
  SELECT fact, arg_min(share_percent, rank) AS share FROM apart WHERE share_percent IS NOT NULL GROUP BY fact
)
SELECT apart.*,
  CASE
    WHEN grade IS NOT NULL THEN grade = standing
    WHEN share_percent IS NULL OR share_percent = share THEN true
    ELSE coalesce(
      implied_min(count, share_percent) <= implied_max(count, share)
      AND implied_min(count, share) <= implied_max(count, share_percent), false
    )
  END AS supports
FROM apart
LEFT JOIN graded USING (fact)
LEFT JOIN shares USING (fact)
