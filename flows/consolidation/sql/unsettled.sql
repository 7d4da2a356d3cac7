-- One row for each fact of a release that nobody has decided about, with the number of its passages.
SELECT "table", number, row_id, body_id, coalesce(conflicting, false) AS conflicting, confidence, document_id, quote, place,
  coalesce(passage_count, mention_count + quotation_count) AS passages
FROM facts
WHERE corrected IS NULL
