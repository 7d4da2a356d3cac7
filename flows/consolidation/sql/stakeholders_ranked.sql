-- One row for each mention or quotation of whoever is mentioned somewhere, with its rank among those of the same.
WITH sourced AS (
  SELECT claims.*, documents_read.place, rules.number,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) OR EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    ) AS primary_source
  FROM stakeholders_claims AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
  WHERE fact IN (SELECT fact FROM stakeholders_claims WHERE NOT quotation)
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
