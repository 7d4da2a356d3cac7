-- One row for each fact that is likelier right than not and that no row states: by the likeliest claim of a document.
WITH unpublished AS (
  SELECT doubtful.*
  FROM doubtful_claims AS doubtful
  ANTI JOIN ratings ON doubtful."table" = 'ratings' AND ratings.body_id = doubtful.body_id
    AND ratings.area = doubtful.area AND ratings.grade = doubtful.grade
  ANTI JOIN disruptions ON doubtful."table" = 'disruptions' AND disruptions.body_id = doubtful.body_id
    AND disruptions.measure = doubtful.measure AND disruptions.count IS NOT DISTINCT FROM doubtful.count
    AND disruptions.rate IS NOT DISTINCT FROM doubtful.rate
    AND (doubtful.count IS NOT NULL OR disruptions.share_percent IS NOT DISTINCT FROM doubtful.share_percent)
  SEMI JOIN documents_read USING (document_id)
),
likeliest AS (
  SELECT *, row_number() OVER (
    PARTITION BY document_id, "table", body_id, area, grade, measure, count, share_percent, rate
    ORDER BY probability DESC, start, position, key
  ) AS rank
  FROM unpublished
)
SELECT * EXCLUDE (key, position, start, name, rank),
  row_number() OVER (ORDER BY probability DESC, document_id, "table", start, position, key) AS place
FROM likeliest
WHERE rank = 1
