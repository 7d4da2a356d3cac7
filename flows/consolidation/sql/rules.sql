-- One row for each rule that claims were found by, with its number in order of their names.
SELECT rule, row_number() OVER (ORDER BY rule) AS number FROM (SELECT DISTINCT rule FROM claims_taken)
