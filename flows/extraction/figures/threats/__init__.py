"""Of which threats a figure is."""
