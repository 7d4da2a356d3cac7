"""Bodies side by side, and what ties them to a grade."""
