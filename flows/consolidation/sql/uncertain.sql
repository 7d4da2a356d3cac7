-- One row for each fact to review because its confidence is low.
SELECT 'low-confidence' AS kind, 'low-confidence' AS why, "table", row_id, body_id,
  printf('%d%% likely to be right', CAST(floor(100 * confidence) AS INTEGER)) AS says,
  document_id, quote AS passage, NULL AS refused, ('', confidence, "table", place) AS ranked
FROM unsettled
WHERE confidence < {sure}
