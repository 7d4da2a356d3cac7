-- One row for each document and whom its publisher speaks for with authority: a body for itself, an inspectorate for all.
SELECT DISTINCT documents_read.document_id, spoken_names.body_id, spoken_names.kind = 'inspectorate' AS for_all
FROM documents_read
JOIN spoken_names ON spoken_names.name = documents_read.publisher
