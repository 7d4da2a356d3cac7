-- One row for what claims give different figures of.
SELECT fact AS about FROM disruptions_claims GROUP BY fact HAVING min(figure) <> max(figure)
