-- One row for each body that claims name, with its name and kind in the first document, by identifier.
SELECT body_id, min(called).body AS body, min(called).body_kind AS body_kind
FROM (
  SELECT body_id, struct_pack(document_id, body, body_kind) AS called FROM claims_taken WHERE likely AND body_id IS NOT NULL
  UNION ALL
  FROM bodies_called
)
GROUP BY body_id
