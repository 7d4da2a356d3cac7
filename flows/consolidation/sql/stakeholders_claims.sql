-- One row for each mention or quotation of a person or organisation, with the identifier of the stakeholder.
SELECT
  *,
  -- A known organisation has the id of its body. For a person's unknown organisation, the document is used.
  CASE
    WHEN kind = 'organisation' AND body_id IS NOT NULL THEN body_id
    ELSE slug(name) || '.' || coalesce(body_id, in_place_of_organisation(document_id))
  END AS fact
FROM claimed
