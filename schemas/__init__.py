"""The column contract: one pandera model per table, and the vocabularies their codes come from."""
