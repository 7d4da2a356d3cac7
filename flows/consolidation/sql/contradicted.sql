-- One row for each fact to review because of other rows: documents contradict it, or it does not fit its total.
WITH against AS (
  SELECT "table", row_id, string_agg(document_id, ', ' ORDER BY document_id) AS documents
  FROM (SELECT DISTINCT "table", row_id, document_id FROM evidence WHERE NOT supports)
  GROUP BY "table", row_id
)
SELECT 'conflict' AS kind, 'conflict' AS why, "table", row_id, body_id,
  'contradicted by ' || coalesce(documents, 'other rows') AS says, document_id, quote AS passage,
  NULL AS refused, ('', number, '', place) AS ranked
FROM unsettled
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
