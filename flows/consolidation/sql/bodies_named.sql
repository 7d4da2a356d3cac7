-- One row for each organisation that claims name, as the first document calls it.
WITH named AS (
  SELECT body_id, struct_pack(document_id, body, body_kind) AS called FROM ratings_claims
  UNION ALL
  SELECT body_id, struct_pack(document_id, body, body_kind) FROM disruptions_claims
  UNION ALL
  SELECT body_id, struct_pack(document_id, body, body_kind) FROM stakeholders_claims
  UNION ALL
  FROM bodies_called
)
SELECT body_id, min(called).body AS body, min(called).body_kind AS body_kind
FROM named
WHERE body_id IS NOT NULL
GROUP BY body_id
