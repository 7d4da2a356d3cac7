-- One row for each fact that is more likely right than wrong but in no table: the likeliest claim of each document.
WITH unpublished AS (
  SELECT doubtful.*, doubtful."table" = 'stakeholders' AS of_stakeholder
  FROM claims_taken AS doubtful
  ANTI JOIN ratings_there AS ratings ON doubtful."table" = 'ratings' AND ratings.body_id = doubtful.body_id
    AND ratings.area = doubtful.area AND ratings.grade = doubtful.grade
  ANTI JOIN disruptions_there AS disruptions ON doubtful."table" = 'disruptions' AND disruptions.body_id = doubtful.body_id
    AND disruptions.measure = doubtful.measure AND disruptions.count IS NOT DISTINCT FROM doubtful.count
    AND disruptions.rate IS NOT DISTINCT FROM doubtful.rate
    AND (doubtful.count IS NOT NULL OR disruptions.share_percent IS NOT DISTINCT FROM doubtful.share_percent)
  ANTI JOIN stakeholders_there AS stakeholders ON doubtful."table" = 'stakeholders' AND stakeholders.kind = doubtful.kind
    AND stakeholders.organisation_id IS NOT DISTINCT FROM doubtful.body_id
    AND (doubtful.kind = 'organisation' OR stakeholders.name = doubtful.name)
  SEMI JOIN documents_read USING (document_id)
  WHERE NOT likely AND quotation IS NOT TRUE
)
SELECT
  "table", document_id, quote, name, probability,
  CASE WHEN NOT of_stakeholder THEN body_id END AS body_id, CASE WHEN NOT of_stakeholder THEN body END AS body,
  area, area_text, grade, historic, report_published_on, measure, threats, count, share_percent, rate, rate_unit,
  period_start, period_end, kind, role, relation,
  CASE WHEN of_stakeholder THEN body_id END AS organisation_id, CASE WHEN of_stakeholder THEN body END AS organisation,
  row_number() OVER (ORDER BY probability DESC, document_id, "table", start, position, key) AS place
FROM unpublished AS claim
QUALIFY row_number() OVER (
  PARTITION BY document_id, "table", claim.body_id, kind, name, area, grade, measure, count, share_percent, rate
  ORDER BY probability DESC, start, position, key
) = 1
