"""The parts of a Word document: package, text, styles, lists and tables."""
