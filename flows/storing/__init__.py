"""Storage of extracted documents and releases: Parquet files, an in-memory database, and object stores."""
