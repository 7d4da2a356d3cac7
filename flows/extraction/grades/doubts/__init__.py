"""Grades that are none of an inspection of the body: of others, of single cases, of a time gone by."""
