"""Where what was extracted is kept, and in which form: Parquet files that follow from the dataclasses."""
