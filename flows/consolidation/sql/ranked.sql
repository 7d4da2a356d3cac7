-- One row for each claim about something that is stated, with its rank: of those of a fact the one with the lowest
-- speaks for it. Different figures of the same thing are different facts, told apart by the figure.
WITH sourced AS (
  SELECT
    claims.* EXCLUDE (key, part, likely) REPLACE (
      CASE WHEN contested.about IS NULL THEN fact ELSE fact || '.' || figure END AS fact,
      named.body AS body, named.body_kind AS body_kind
    ),
    fact AS about, contested.about IS NOT NULL AS contested, documents_read.place, source_url, rules.number,
    -- A body only passes on how it is graded.
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all) OR "table" <> 'ratings' AND EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    ) AS primary_source
  FROM published AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
  LEFT JOIN bodies_named AS named USING (body_id)
  LEFT JOIN contested ON contested.about = fact AND "table" = 'disruptions'
  -- Whoever is quoted is mentioned somewhere, too.
  WHERE "table" <> 'stakeholders' OR fact IN (SELECT fact FROM published WHERE NOT quotation)
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
