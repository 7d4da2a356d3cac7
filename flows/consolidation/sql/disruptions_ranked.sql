-- One row for each claim about a figure, with its rank among those of its fact: different figures of the same thing are
-- different facts, told apart by the figure.
WITH told_apart AS (
  SELECT claims.* EXCLUDE fact, fact AS about, contested.about IS NOT NULL AS contested,
    CASE WHEN contested.about IS NULL THEN fact ELSE fact || '.' || figure END AS fact
  FROM disruptions_claims AS claims
  LEFT JOIN disruptions_contested AS contested ON contested.about = claims.fact
),
sourced AS (
  SELECT claims.*, documents_read.place,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) OR EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    ) AS primary_source
  FROM told_apart AS claims
  JOIN documents_read USING (document_id)
)
SELECT *, row_number() OVER (
  PARTITION BY fact
  ORDER BY by_hand(rule) DESC, primary_source DESC, inferred(rule), place, start, "end", rule, position, key
) AS rank
FROM sourced
