-- One row for each fact that claims state, by its identifier.
SELECT 'ratings' AS "table", fact FROM ratings_claims
UNION
SELECT 'stakeholders', fact FROM stakeholders_claims
UNION
SELECT 'disruptions', CASE WHEN contested.about IS NULL THEN fact ELSE fact || '.' || figure END
FROM disruptions_claims AS claims
LEFT JOIN disruptions_contested AS contested ON contested.about = claims.fact
