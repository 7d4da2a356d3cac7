"""What the rules for figures share: a figure, the words of disrupting, of owners, parts, periods and threats."""
