-- One row for each fact to look at because little speaks for it: its confidence is low, or one inferred passage is all.
WITH alone AS (
  SELECT "table", row_id, min(rule) AS rule
  FROM evidence
  WHERE supports
  GROUP BY "table", row_id
  HAVING count(*) = 1 AND ends_with(min(rule), '{inferred}')
)
SELECT 'low-confidence' AS kind, 'low-confidence' AS why, "table", row_id, body_id,
  printf('right with a confidence of %d%%', CAST(floor(100 * confidence) AS INTEGER)) AS says,
  document_id, quote AS passage, NULL AS refused, ('', confidence, "table", place) AS ranked
FROM unsettled
WHERE confidence < {sure}
UNION ALL
SELECT 'one-inferred-passage', 'one-inferred-passage', "table", row_id, body_id, 'rests on ' || rule || ' alone',
  document_id, quote, NULL, ('', number, '', place)
FROM unsettled
JOIN alone USING ("table", row_id)
