-- One row for each claim whose facts must be made again, and for each doubtful claim: these are always needed.
FROM claims SEMI JOIN changed_parts USING ("table", part) WHERE likely
UNION ALL
FROM claims WHERE NOT likely
