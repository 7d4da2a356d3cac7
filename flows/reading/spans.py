"""Limits and rules for table cells that span several rows or columns."""

from __future__ import annotations

# The same limit as in trafilatura; Word allows 63 columns.
MOST_SPANNED = 100
# In characters: a longer cell is a part of the page, in a table that is only used for layout.
LONGEST_CELL = 1_500
_LONGEST_REPEATED = 100


def span_count(value: str | None) -> int:
    """Return the number in a span attribute, from 1 to `MOST_SPANNED`; 1 if it is missing or not a number."""
    return max(1, min(int(value), MOST_SPANNED)) if value and value.isdecimal() else 1


def repeated_text(text: str) -> str:
    """Return the text that a cell spanning several rows has in the rows below its first.

    A short text without digits, such as a name or a grade, applies to each row and is repeated. Anything else returns
    "": a figure is the total of all the rows, and a long remark should be read once.
    """
    return "" if len(text) > _LONGEST_REPEATED or any(map(str.isdigit, text)) else text
