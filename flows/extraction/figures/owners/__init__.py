"""Whose a figure is."""
