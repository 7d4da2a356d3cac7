-- One row for each claim about a figure, with its rank among those of its fact: different figures of the same thing are
-- different facts, told apart by the figure.
WITH sourced AS (
  SELECT claims.* EXCLUDE fact, claims.fact AS about, contested.about IS NOT NULL AS contested,
    CASE WHEN contested.about IS NULL THEN claims.fact ELSE claims.fact || '.' || figure END AS fact,
    documents_read.place, rules.number,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) OR EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    ) AS primary_source
  FROM disruptions_claims AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
  LEFT JOIN disruptions_contested AS contested ON contested.about = claims.fact
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
