-- One row for each fact that people add, by the correction: its identifier, and whether claims state it already. Where
-- they give different figures of it, it is told apart by its own.
SELECT added.key, added."table",
  CASE WHEN min(claims.figure) <> max(claims.figure) THEN added.fact || '.' || added.figure ELSE added.fact END AS fact,
  CASE WHEN min(claims.figure) <> max(claims.figure) THEN bool_or(claims.figure = added.figure)
    ELSE count(claims.fact) > 0 END AS is_there
FROM claims_by_hand AS added
LEFT JOIN claims_taken AS claims USING ("table", fact)
GROUP BY added.key, added."table", added.fact, added.figure
