"""Dates and periods as texts write them, and the days they mean."""
