"""Which areas a grade is given in."""
