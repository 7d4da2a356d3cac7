-- One row for each body that claims of any document name, with its name and kind in the first document, by identifier.
SELECT body_id, min(struct_pack(document_id, body, body_kind)) AS called
FROM claims
WHERE likely AND body_id IS NOT NULL
GROUP BY body_id
