"""Of when a figure is."""
