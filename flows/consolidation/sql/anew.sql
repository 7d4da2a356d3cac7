-- One row for each part whose facts are made anew: claims of it came or went, or people decide about it.
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
  -- What a body is called follows from the claims of all documents.
  OR released.body <> called.body OR released.body_kind <> called.body_kind
