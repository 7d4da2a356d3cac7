-- One row for each thing to look at in a release, as `Item` tells of it. Things of a kind are in order of `ranked`.
WITH facts AS (
  SELECT 'ratings' AS "table", 1 AS number, rating_id AS row_id, body_id, conflicting, confidence, document_id, quote, place
  FROM ratings WHERE corrected IS NULL
  UNION ALL
  SELECT 'disruptions', 2, disruption_id, body_id, conflicting, confidence, document_id, quote, place
  FROM disruptions WHERE corrected IS NULL
  UNION ALL
  SELECT 'stakeholders', 3, stakeholder_id, organisation_id, false, confidence, document_id, quote, place
  FROM stakeholders WHERE corrected IS NULL
),
against AS (
  SELECT "table", row_id, string_agg(document_id, ', ' ORDER BY document_id) AS documents
  FROM (SELECT DISTINCT "table", row_id, document_id FROM evidence WHERE NOT supports)
  GROUP BY "table", row_id
),
alone AS (
  SELECT "table", row_id, min(rule) AS rule
  FROM evidence
  WHERE supports
  GROUP BY "table", row_id
  HAVING count(*) = 1 AND ends_with(min(rule), '{inferred}')
),
refused AS (
  SELECT * REPLACE (
    CASE WHEN json_valid(row) THEN row ELSE '{{}}' END AS row, CASE WHEN json_valid(quote) THEN quote END AS quote
  )
  FROM quarantine
  WHERE reason NOT IN {settled}
)
SELECT
  CASE WHEN reason = '{below_threshold}' THEN reason WHEN reason IN {not_in_force} THEN 'not-in-force'
    ELSE 'quarantine' END AS kind,
  reason AS why, "table",
  coalesce(
    nullif(row ->> '$.row_id', ''), nullif(json_extract_string(row, '$.' || CASE "table" {keys} END), ''),
    nullif(row ->> '$.raw_path', '')
  ) AS row_id,
  coalesce(nullif(row ->> '$.body_id', ''), nullif(row ->> '$.organisation_id', '')) AS body_id,
  CASE reason
    WHEN '{below_threshold}' THEN
      array_to_string(json_extract_string(row, {said}), ', ') || printf(': %.0f%% likely', 100 * value::DOUBLE)
    WHEN 'correction-stale' THEN concat_ws(' is now ', "column", value)
    ELSE concat_ws(' ', "column", value)
  END AS says,
  document_id, quote ->> '$' AS passage, place AS refused,
  (reason, CASE reason WHEN '{below_threshold}' THEN -value::DOUBLE END, '', place) AS ranked
FROM refused
UNION ALL
SELECT 'conflict', 'conflict', "table", row_id, body_id,
  'contradicted by ' || coalesce(documents, 'other rows'), document_id, quote, NULL, ('', number, '', place)
FROM facts
LEFT JOIN against USING ("table", row_id)
WHERE conflicting AND (
  documents IS NOT NULL OR "table" <> 'disruptions' OR row_id NOT IN (SELECT unnest([part, total]) FROM misfits)
)
UNION ALL
SELECT 'sum', 'sum', 'disruptions', part.disruption_id, part.body_id,
  'does not fit the total of ' || total.count || ', ' || total.disruption_id,
  part.document_id, part.quote, NULL, ('', 0, '', part.place)
FROM misfits
JOIN disruptions AS part ON part.disruption_id = misfits.part
JOIN disruptions AS total ON total.disruption_id = misfits.total
WHERE part.corrected IS NULL OR total.corrected IS NULL
UNION ALL
SELECT 'low-confidence', 'low-confidence', "table", row_id, body_id,
  printf('right with a confidence of %.0f%%', 100 * confidence), document_id, quote, NULL,
  ('', confidence, "table", place)
FROM facts
WHERE confidence < {sure}
UNION ALL
SELECT 'one-inferred-passage', 'one-inferred-passage', "table", row_id, body_id, 'rests on ' || rule || ' alone',
  document_id, quote, NULL, ('', number, '', place)
FROM facts
JOIN alone USING ("table", row_id)
