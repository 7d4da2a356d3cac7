-- One row for each fact of the last release, with its part: facts of a part follow from the same claims.
SELECT 'ratings' AS "table", rating_id AS row_id, body_id, body, body_kind, body_id || '.' || area AS part, corrected, place
FROM released_ratings
UNION ALL
SELECT 'disruptions', disruption_id, body_id, body, NULL, body_id || '.' || measure, corrected, place
FROM released_disruptions
UNION ALL
SELECT 'stakeholders', stakeholder_id, organisation_id, organisation, NULL, stakeholder_id, corrected, place
FROM released_stakeholders
