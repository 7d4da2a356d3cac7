"""Features of a number, of a number with a candidate, and of the claim that results: numbers under readable names."""
