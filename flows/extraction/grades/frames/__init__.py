"""The grammar that makes a word a grade, and the time that it is of."""
