-- One row for each fact that is not counted right by its passages, or whose best passage is gone: then `best` is another.
WITH counted AS (
  SELECT
    fact, count(DISTINCT coalesce(document, -1)) AS document_count, count(*) AS passage_count,
    max(confidence) AS confidence, count(*) FILTER (NOT opens AND NOT goes_on) AS mention_count,
    -- Where only the rest of a block is left, it stands for the block.
    greatest(count(*) FILTER (opens), least(count(*) FILTER (goes_on), 1)) AS quotation_count,
    bool_or(opens OR goes_on) AS quoted, coalesce(bool_or(best), false) AS held,
    min(place) AS first -- passages of a fact are in order of their documents and of where they stand there
  FROM passages
  WHERE "table" = '{table}' AND supports AND fact IS NOT NULL
  GROUP BY fact
)
SELECT facts.place, {counted}, CASE WHEN NOT held THEN counted.first END AS best
FROM {table} AS facts
JOIN counted ON counted.fact = facts.place
WHERE {differs} OR NOT held
ORDER BY facts.place
