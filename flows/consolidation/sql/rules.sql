-- One row for each rule that claims were found by, with its number in order of their names.
SELECT rule, row_number() OVER (ORDER BY rule) AS number
FROM (
  SELECT rule FROM ratings_claims
  UNION
  SELECT rule FROM disruptions_claims
  UNION
  SELECT rule FROM stakeholders_claims
)
