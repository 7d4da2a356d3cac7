-- One row for each part whose facts are made anew: claims of it came or went, or people decide about it.
SELECT "table", part FROM claims SEMI JOIN documents_changed USING (document_id) WHERE likely
UNION
SELECT "table", part
FROM released
SEMI JOIN (FROM released_evidence SEMI JOIN documents_changed USING (document_id)) AS changed USING ("table", row_id)
UNION
SELECT "table", part FROM claims_by_hand
UNION
SELECT "table", part FROM released SEMI JOIN claims_by_hand USING (body_id)
UNION
SELECT "table", part FROM released WHERE corrected IS NOT NULL
UNION
SELECT "table", part FROM released SEMI JOIN decided USING ("table", row_id)
UNION
FROM refused
UNION
-- What a body is called follows from the claims of all documents.
SELECT "table", part
FROM released
JOIN bodies_called USING (body_id)
WHERE released.body <> called.body OR released.body_kind <> called.body_kind
