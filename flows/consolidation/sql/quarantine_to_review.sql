-- One row for each row of quarantine to look at: its kind, and what is the same of it in the next release.
WITH refused AS (
  SELECT reason, "table", document_id,
    coalesce({named}) AS named,
    CASE reason
      WHEN '{below_threshold}' THEN array_to_string(json_extract_string(row, {said}), ', ')
      ELSE concat_ws(' ', "column", value)
    END AS says
  FROM quarantine
  WHERE reason NOT IN {settled}
)
SELECT CASE WHEN reason = '{below_threshold}' THEN reason WHEN reason IN {not_in_force} THEN 'not-in-force'
    ELSE 'quarantine' END AS kind,
  concat_ws(chr(31), reason, "table", coalesce('=' || named, concat_ws(chr(31), says, document_id))) AS identity
FROM refused
