-- One row for each stakeholder who is quoted, with how many blocks of words; only the rest of a block stands for it.
SELECT fact, greatest(
  count(DISTINCT struct_pack(place, start, "end")) FILTER (opens_quotation(rule)), 1
) AS quotation_count
FROM stakeholders_ranked
WHERE quotation
GROUP BY fact
