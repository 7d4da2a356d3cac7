-- One row for each claim, with whether it supports its fact: it gives the grade that stands, or no other share than the
-- first claim that gives one, as far as rounding tells. Whatever is said of people does.
WITH shares AS (
  SELECT fact, arg_min(share_percent, rank) AS share FROM ranked WHERE share_percent IS NOT NULL GROUP BY fact
)
SELECT ranked.*,
  CASE WHEN "table" = 'ratings' THEN grade = standing
    WHEN share_percent IS NULL OR share_percent = share THEN true
    ELSE coalesce(
      implied_min(count, share_percent) <= implied_max(count, share)
      AND implied_min(count, share) <= implied_max(count, share_percent), false
    )
  END AS supports
FROM ranked
LEFT JOIN ratings_standing USING (fact)
LEFT JOIN shares USING (fact)
