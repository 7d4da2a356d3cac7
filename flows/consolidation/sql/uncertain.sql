-- One row for each fact to review for weak support: its confidence is low, or its only passage is inferred.
SELECT 'low-confidence' AS kind, 'low-confidence' AS why, "table", row_id, body_id,
  printf('%d%% likely to be right', CAST(floor(100 * confidence) AS INTEGER)) AS says,
  document_id, quote AS passage, NULL AS refused, ('', confidence, "table", place) AS ranked
FROM unsettled
WHERE confidence < {sure}
UNION ALL
SELECT 'one-inferred-passage', 'one-inferred-passage', "table", row_id, body_id, 'rests on ' || rule || ' alone',
  unsettled.document_id, unsettled.quote, NULL, ('', number, '', unsettled.place)
FROM unsettled
JOIN evidence USING ("table", row_id)
WHERE passages = 1 AND supports AND ends_with(rule, '{inferred}')
