-- One row for each claim about a grade, with the identifier of its rating.
SELECT
  *,
  -- If the month of the report is unknown, use the document instead; add the grade itself to historic ratings.
  body_id || '.' || area || '.' || coalesce(report_published_on[:7], 'undated-' || document_id)
  || CASE WHEN historic THEN '.earlier-' || replace(grade, ' ', '-') ELSE '' END AS fact
FROM claimed
