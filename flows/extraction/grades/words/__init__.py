"""The words that may be a grade, and those that stand beside one."""
