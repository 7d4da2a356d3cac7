-- One row for each part whose facts must be made again: its claims changed, people decide about it, or names changed.
SELECT "table", part FROM claims SEMI JOIN documents_changed USING (document_id) WHERE likely
UNION
SELECT "table", part FROM claims_by_hand
UNION
FROM refused
UNION
SELECT "table", part
FROM released
LEFT JOIN bodies_called USING (body_id)
WHERE corrected IS NOT NULL OR body_id IN (SELECT body_id FROM claims_by_hand) OR ("table", row_id) IN (FROM decided)
  OR ("table", row_id) IN (
    SELECT "table", row_id FROM released_evidence SEMI JOIN documents_changed USING (document_id)
  )
  -- The name of a body depends on the claims of all documents.
  OR released.body <> called.body OR released.body_kind <> called.body_kind
