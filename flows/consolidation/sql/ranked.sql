-- One row for each claim that is likely enough to be published, with its rank: the cells of a fact come from its claim
-- with the lowest rank.
WITH sourced AS (
  SELECT claims.*, documents_read.place, rules.number,
    claims.document_id IN (SELECT document_id FROM primary_sources WHERE for_all)
    -- A body is no primary source of its own grades.
    OR (claims."table" <> 'ratings' AND EXISTS (
      SELECT 1 FROM primary_sources AS own
      WHERE own.document_id = claims.document_id AND own.body_id = claims.body_id
    )) AS primary_source
  FROM claims_taken AS claims
  JOIN documents_read USING (document_id)
  JOIN rules USING (rule)
  WHERE likely AND hash(claims.fact) % getvariable('parts') = getvariable('part') -- one round of facts, see `consolidate`
)
SELECT *, ranked(rule, number, primary_source, place, start, "end", position) AS rank FROM sourced
