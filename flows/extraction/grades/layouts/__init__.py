"""Grades in tables, lists, lines and under questions."""
