-- One row for each claim that a document makes about a grade, with the identifier of the rating that it states.
SELECT
  *,
  -- Without the month of the report the document stands for the inspection; an earlier grade is told apart by itself.
  body_id || '.' || area || '.' || coalesce(report_published_on[:7], 'undated-' || document_id)
  || CASE WHEN historic THEN '.earlier-' || replace(grade, ' ', '-') ELSE '' END AS fact
FROM claimed
