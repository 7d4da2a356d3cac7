-- One row for each fact to review because its confidence is low.
SELECT 'low-confidence' AS why, "table", row_id,
  printf('%d%% likely to be right', CAST(floor(100 * confidence) AS INTEGER)) AS says
FROM facts
WHERE corrected IS NULL AND confidence < getvariable('sure')
