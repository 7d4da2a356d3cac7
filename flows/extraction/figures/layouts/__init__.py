"""Figures in tables, lists, cards and other things that are no sentences."""
