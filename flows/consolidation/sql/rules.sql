-- One row for each rule that found claims, with its number in alphabetical order.
SELECT rule, row_number() OVER (ORDER BY rule) AS number FROM (SELECT DISTINCT rule FROM claims_taken)
