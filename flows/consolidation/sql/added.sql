-- One row for each claim that people make, with the fact that it states, and whether claims of documents state it, too.
WITH called AS (
  SELECT key, "table", CASE WHEN about IS NULL THEN fact ELSE fact || '.' || figure END AS fact
  FROM claims_by_hand
  LEFT JOIN contested ON about = fact AND "table" = 'disruptions'
)
SELECT key, "table", fact, ("table", fact) IN (FROM facts_stated) AS there FROM called
