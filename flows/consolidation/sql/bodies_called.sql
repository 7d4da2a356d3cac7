-- One row for each organisation that the claims of all documents name, with what the first document calls it.
SELECT body_id, min(struct_pack(document_id, body, body_kind)) AS called
FROM claims
WHERE likely AND body_id IS NOT NULL
GROUP BY body_id
