-- One row for each document that a body published: a primary source on this body, or on all for an inspectorate.
WITH called AS (
  SELECT body_id, name FROM bodies_known
  UNION ALL
  SELECT body_id, alias FROM aliases
)
SELECT DISTINCT document_id, body_id, kind = 'inspectorate' AS for_all
FROM documents_read
JOIN called ON casefold(called.name) = casefold(publisher)
JOIN bodies_known USING (body_id)
