"""Facts that the structure of a table decides by itself: the headers and labels of a cell say what its value is of."""
