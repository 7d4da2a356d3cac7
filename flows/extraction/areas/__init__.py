"""The areas of a grade whose body is known: those beside it, those that a list or the text names or points to."""
