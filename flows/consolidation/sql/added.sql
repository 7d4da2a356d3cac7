-- One row for each correction that adds a fact: the identifier of the fact, and whether claims state the fact already.
-- If the claims give different figures for the same thing, the identifier ends in the figure.
SELECT added.key, added."table",
  CASE WHEN min(claims.figure) <> max(claims.figure) THEN added.fact || '.' || added.figure ELSE added.fact END AS fact,
  CASE WHEN min(claims.figure) <> max(claims.figure) THEN bool_or(claims.figure = added.figure)
    ELSE count(claims.fact) > 0 END AS is_there
FROM claims_by_hand AS added
LEFT JOIN (FROM claims_taken WHERE likely) AS claims USING ("table", fact)
GROUP BY added.key, added."table", added.fact, added.figure
