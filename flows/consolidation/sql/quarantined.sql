-- One row for each row of quarantine to review, with the columns of `Item`; `ranked` is the order within a kind.
WITH refused AS (
  SELECT * REPLACE (
    CASE WHEN json_valid(row) THEN row ELSE '{{}}' END AS row, CASE WHEN json_valid(quote) THEN quote END AS quote,
    -- The value of a wrong sidecar is a whole sentence that already names the key.
    CASE WHEN reason <> 'bad-sidecar' THEN "column" END AS "column",
    CASE WHEN (reason = 'bad-sidecar' OR "column" IS NULL) AND json_valid(value) THEN value ->> '$' ELSE value END AS value
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
