-- One row for each document, with what it states that is likely enough to be published, and one with what is not.
SELECT key, document_id, true AS likely, ratings, disruptions, stakeholders FROM entries
UNION ALL
SELECT key, document_id, false, doubtful_ratings, doubtful_disruptions, doubtful_stakeholders FROM entries
