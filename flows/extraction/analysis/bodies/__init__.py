"""Organisations that a text names: by names, places, shapes and offices."""
