-- One row for each fact of the last release that is made again; all other facts stay with all their passages.
SELECT "table", row_id, place FROM released SEMI JOIN changed_parts USING ("table", part)
