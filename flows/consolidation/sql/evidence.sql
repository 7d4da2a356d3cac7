-- One row for each passage of a fact; a passage that both supports and contradicts a fact counts as support.
WITH claims AS (
  SELECT 'ratings' AS "table", fact AS row_id, document_id, start, "end", quote, rule, probability, supports
  FROM ratings_supported
  UNION ALL
  SELECT 'disruptions', fact, document_id, start, "end", quote, rule, probability, supports FROM disruptions_supported
  UNION ALL
  SELECT 'stakeholders', fact, document_id, start, "end", quote, rule, probability, true FROM stakeholders_ranked
  WHERE fact IN (SELECT stakeholder_id FROM stakeholders) -- a quotation alone makes no stakeholder, a mention is needed
),
passages AS (
  SELECT "table", row_id, document_id, start, "end", min(quote) AS quote,
    arg_min(rule, struct_pack(contradicts := NOT supports, rule)) AS rule, max(probability) AS probability, bool_or(supports) AS supports
  FROM claims
  GROUP BY "table", row_id, document_id, start, "end"
)
SELECT "table" || ':' || row_id || '@' || document_id || ':' || start || '-' || "end" AS evidence_id,
  "table", row_id, document_id, start, "end", quote, rule,
  coalesce(CASE WHEN judged(rule) OR "table" = 'stakeholders' THEN probability END, measured.precision) AS confidence, supports
FROM passages
LEFT JOIN measured USING (rule)
