-- One row for each fact of the last release, with its part: facts of a part follow from the same claims.
SELECT "table", row_id, body_id, coalesce(body, organisation) AS body, body_kind, corrected, place,
  part_of("table", body_id, area, measure, row_id) AS part
FROM released_facts
