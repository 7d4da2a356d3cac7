"""Who says something, and who is only spoken of."""
