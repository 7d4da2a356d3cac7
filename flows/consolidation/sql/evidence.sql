-- One row for each passage of a fact; a passage that both supports and contradicts a fact counts as support.
WITH passages AS (
  SELECT "table", fact AS row_id, document_id, start, "end", min(quote) AS quote,
    arg_min(rule, struct_pack(contradicts := NOT supports, rule)) AS rule, max(probability) AS probability, bool_or(supports) AS supports
  FROM supported
  SEMI JOIN merged USING ("table", fact) -- a quotation alone makes no stakeholder, a mention is needed
  GROUP BY "table", fact, document_id, start, "end"
)
SELECT "table" || ':' || row_id || '@' || document_id || ':' || start || '-' || "end" AS evidence_id,
  "table", row_id, document_id, start, "end", quote, rule,
  coalesce(CASE WHEN judged(rule) OR "table" = 'stakeholders' THEN probability END, measured.precision) AS confidence, supports
FROM passages
LEFT JOIN measured USING (rule)
