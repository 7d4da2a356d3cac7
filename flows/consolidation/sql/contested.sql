-- One row for what claims give different figures of.
SELECT fact AS about FROM published WHERE "table" = 'disruptions' GROUP BY fact HAVING min(figure) <> max(figure)
