"""Facts that the structure of a table or list of pairs decides by itself: what heads a cell says what it is of."""
