"""What a Word document is made of: its package, its text, styles, lists and tables."""
