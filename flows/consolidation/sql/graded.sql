-- One row for each rating, with the grade that stands. If claims contradict each other, it is chosen by, in this order:
-- a primary source, the most documents, the most passages, the earliest passage, the better grade.
WITH given AS (
  SELECT
    fact, grade, bool_or(primary_source) AS primary_source,
    count(DISTINCT document_id) AS documents, count(DISTINCT struct_pack(place, start, "end")) AS passages,
    arg_min(struct_pack(place, start, "end"), rank) AS earliest
  FROM ranked
  WHERE "table" = 'ratings'
  GROUP BY fact, grade
)
SELECT fact, arg_min(
  given.grade,
  struct_pack(secondary := NOT primary_source, documents := -documents, passages := -passages, earliest, grade_rank)
) AS standing
FROM given
LEFT JOIN grades USING (grade)
GROUP BY fact
