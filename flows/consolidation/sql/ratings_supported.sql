-- One row for each claim about a grade, with whether it supports the grade of the rating. If claims contradict each
-- other, this grade is chosen by, in this order: a primary source, the most documents, the most passages, the earliest
-- passage, the better grade.
WITH given AS (
  SELECT
    fact, grade, bool_or(primary_source) AS primary_source,
    count(DISTINCT document_id) AS documents, count(DISTINCT struct_pack(place, start, "end")) AS passages,
    arg_min(struct_pack(place, start, "end"), rank) AS earliest
  FROM ratings_ranked
  GROUP BY fact, grade
),
standing AS (
  SELECT fact, count(*) > 1 AS conflicting, arg_min(
    given.grade,
    struct_pack(
      secondary := NOT primary_source, documents := -documents, passages := -passages, earliest, grade_rank
    )
  ) AS standing
  FROM given
  LEFT JOIN grades USING (grade)
  GROUP BY fact
)
SELECT ranked.*, grade = standing AS supports, conflicting
FROM ratings_ranked AS ranked
JOIN standing USING (fact)
