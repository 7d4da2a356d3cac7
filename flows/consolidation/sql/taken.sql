-- One row for each claim whose facts are made anew, and for each that is doubtful: of these all are asked for.
FROM claims SEMI JOIN anew USING ("table", part) WHERE likely
UNION ALL
FROM claims WHERE NOT likely
