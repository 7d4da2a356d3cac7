-- One row for each claim that is more likely right than wrong, but not likely enough to be published.
SELECT
  key, "table", 3 * position + list_position(['ratings', 'disruptions', 'stakeholders'], "table") AS position,
  document_id, start, quote, name, probability, body_id, body, area, area_text, grade, historic,
  report_published_on, measure, threats, count, share_percent, rate, rate_unit, period_start, period_end, kind, role,
  array_to_string(relations, ';') AS relation
FROM claims
WHERE NOT likely AND quotation IS NOT TRUE
