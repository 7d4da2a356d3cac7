"""The column contract: one pandera model for each table, and the vocabularies that columns of codes draw from."""
