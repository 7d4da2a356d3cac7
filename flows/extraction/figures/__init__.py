"""Figures of disrupted crime: which numbers are some, and whose, of what, of when each is."""
