-- One row for each fact that is likelier right than not and that no row states: by the likeliest claim of a document.
WITH unpublished AS (
  SELECT doubtful.*
  FROM (FROM claimed WHERE NOT likely AND quotation IS NOT true) AS doubtful
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
),
likeliest AS (
  SELECT *, "table" = 'stakeholders' AS of_people, row_number() OVER (
    PARTITION BY document_id, "table", body_id, kind, name, area, grade, measure, count, share_percent, rate
    ORDER BY probability DESC, start, position, key
  ) AS rank
  FROM unpublished
)
SELECT
  "table", document_id, quote, name, probability, CASE WHEN NOT of_people THEN body_id END AS body_id,
  CASE WHEN NOT of_people THEN body END AS body, area, area_text, grade, historic, report_published_on, measure, threats,
  count, share_percent, rate, rate_unit, period_start, period_end, kind, role, array_to_string(relations, ';') AS relation,
  CASE WHEN of_people THEN body_id END AS organisation_id, CASE WHEN of_people THEN body END AS organisation,
  row_number() OVER (ORDER BY probability DESC, document_id, "table", start, position, key) AS place
FROM likeliest
WHERE rank = 1
