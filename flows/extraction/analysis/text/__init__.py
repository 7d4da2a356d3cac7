"""A document as its rules read it: its characters, lines and quotations, and the words found in one pass."""
