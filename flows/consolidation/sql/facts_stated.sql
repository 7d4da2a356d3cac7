-- One row for each fact that claims state, by its identifier.
SELECT DISTINCT "table", CASE WHEN about IS NULL THEN fact ELSE fact || '.' || figure END AS fact
FROM published
LEFT JOIN contested ON about = fact AND "table" = 'disruptions'
