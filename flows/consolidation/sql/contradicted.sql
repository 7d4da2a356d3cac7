-- One row for each fact to review because of other rows: documents contradict it, or it does not fit its total.
WITH against AS (
  SELECT "table", row_id, string_agg(DISTINCT document_id, ', ' ORDER BY document_id) AS documents
  FROM evidence
  WHERE NOT supports
  GROUP BY "table", row_id
)
SELECT 'conflict' AS why, "table", row_id, 'contradicted by ' || coalesce(documents, 'other rows') AS says
FROM facts
LEFT JOIN against USING ("table", row_id)
WHERE corrected IS NULL AND conflicting AND (
  documents IS NOT NULL OR "table" <> 'disruptions' OR row_id NOT IN (SELECT unnest([part, total]) FROM misfits)
)
UNION ALL
SELECT 'sum', 'disruptions', misfits.part, 'does not fit the total of ' || total.count || ', ' || misfits.total
FROM misfits
JOIN disruptions AS part ON part.disruption_id = misfits.part
JOIN disruptions AS total ON total.disruption_id = misfits.total
WHERE part.corrected IS NULL OR total.corrected IS NULL
