-- One row for each of some facts: its best passage, where that is another now, else the one it has.
SELECT
  coalesce(best_now.document_id, facts.document_id) AS document_id, coalesce(best_now.quote, facts.quote) AS quote,
  CASE WHEN best_now.best IS NULL THEN facts.source_url ELSE documents.source_url END AS source_url
FROM counted_now
JOIN {table} AS facts USING (place)
LEFT JOIN best_now USING (best)
LEFT JOIN documents ON documents.document_id = best_now.document_id
ORDER BY place
