-- One row for each reason to review a fact, with the columns of `Item`; `ranked` is the order within a kind.
SELECT why AS kind, why, "table", row_id, body_id, says, document_id, quote AS passage, NULL AS refused,
  ('', CASE why WHEN 'low-confidence' THEN confidence ELSE number END, "table", place) AS ranked
FROM (FROM contradicted UNION ALL FROM two_figures UNION ALL FROM uncertain)
JOIN facts USING ("table", row_id)
