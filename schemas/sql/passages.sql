-- One row for each row of evidence: the fact and the document it belongs to, by their places, and what is counted of it.
SELECT
  evidence.place, evidence."table", facts.place AS fact, documents.place AS document, evidence.supports,
  evidence.confidence, ends_with(rule, '{quotation}') AS opens, ends_with(rule, '{goes_on}') AS goes_on,
  facts.document_id = evidence.document_id AND facts.quote = evidence.quote AS best
FROM evidence
LEFT JOIN facts ON facts."table" = evidence."table" AND facts.row_id = evidence.row_id
LEFT JOIN documents ON documents.document_id = evidence.document_id
