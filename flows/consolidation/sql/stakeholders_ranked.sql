-- One row for each mention or quotation of whoever is mentioned somewhere, with its rank among those of the same.
WITH sourced AS (
  SELECT claims.*, documents_read.place,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) OR EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    ) AS primary_source
  FROM stakeholders_claims AS claims
  JOIN documents_read USING (document_id)
  WHERE fact IN (SELECT fact FROM stakeholders_claims WHERE NOT quotation)
)
SELECT *, row_number() OVER (
  PARTITION BY fact
  ORDER BY by_hand(rule) DESC, primary_source DESC, inferred(rule), place, start, "end", rule, position, key
) AS rank
FROM sourced
