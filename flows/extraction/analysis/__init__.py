"""What the three extractors share: one analysis of a document, computed once."""
