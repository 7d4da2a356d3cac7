-- One row for each part with a row that the gate or people refused in the last release.
WITH refused AS (
  SELECT "table", row FROM released_quarantine WHERE reason <> 'below-threshold' AND json_valid(row)
)
SELECT "table", part_of("table", row ->> '$.body_id', row ->> '$.area', row ->> '$.measure', row ->> '$.stakeholder_id') AS part
FROM refused
WHERE "table" IN ('ratings', 'disruptions', 'stakeholders')
UNION
SELECT released."table", part
FROM refused
JOIN released ON released."table" = row ->> '$.table' AND row_id = row ->> '$.row_id'
WHERE refused."table" = 'evidence'
