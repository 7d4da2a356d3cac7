"""Where a text gives a grade, to which bodies and in which areas, by the words around it; what only looks like one."""
