-- One row for each claim about a grade, with whether it supports the grade that stands.
SELECT ratings_ranked.*, grade = standing AS supports, conflicting
FROM ratings_ranked
JOIN ratings_standing USING (fact)
