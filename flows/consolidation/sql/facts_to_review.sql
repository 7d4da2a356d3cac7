-- One row for each thing to look at in the facts of a release: its kind, and what is the same of it in the next.
WITH facts AS ({facts}),
behind AS (
  SELECT "table", row_id, bool_or(NOT supports) AS contradicted, count(*) FILTER (supports) = 1 AS rests_on_one,
    bool_and(ends_with(rule, '{inferred}')) FILTER (supports) AS is_inferred
  FROM evidence
  GROUP BY "table", row_id
),
of_facts AS (
  SELECT facts.*, contradicted, rests_on_one AND is_inferred AS inferred,
    "table" = 'disruptions' AND row_id IN (SELECT part FROM misfits UNION SELECT total FROM misfits) AS misfitting
  FROM facts
  LEFT JOIN behind USING ("table", row_id)
),
decided AS (
  SELECT disruption_id FROM disruptions WHERE corrected IS NOT NULL
)
SELECT 'conflict' AS kind, "table" || ':' || row_id AS identity FROM of_facts
WHERE conflicting AND (contradicted OR NOT misfitting)
UNION ALL
SELECT 'sum', part FROM misfits
WHERE NOT (part IN (FROM decided) AND total IN (FROM decided))
UNION ALL
SELECT 'low-confidence', "table" || ':' || row_id FROM of_facts WHERE confidence < {sure}
UNION ALL
SELECT 'one-inferred-passage', "table" || ':' || row_id FROM of_facts WHERE inferred
