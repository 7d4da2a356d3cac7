-- One row for each exact figure with a period that a document contradicts: it has another exact figure for the same
-- thing in the same unit, and not this figure.
WITH exact AS (
  SELECT fact, min(about) AS about, min(rate_unit) AS rate_unit
  FROM supported
  WHERE contested
  GROUP BY fact
  HAVING bool_and(qualifier = 'exact') AND arg_min_null(period_end, rank) IS NOT NULL
)
SELECT DISTINCT exact.fact
FROM exact
JOIN supported AS other
  ON other.contested AND other.about = exact.about AND other.rate_unit IS NOT DISTINCT FROM exact.rate_unit
  AND other.qualifier = 'exact' AND other.fact <> exact.fact
ANTI JOIN supported AS own ON own.fact = exact.fact AND own.document_id = other.document_id
