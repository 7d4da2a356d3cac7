"""Cells that span several rows or columns of a table."""

from __future__ import annotations

# As trafilatura has it; Word knows 63 columns.
MOST_SPANNED = 100
# In characters: a cell with more is a part of the page, in a table that only lays it out.
LONGEST_CELL = 1_500
_LONGEST_REPEATED = 100


def spanned(value: str | None) -> int:
    """How many rows or columns a cell says that it spans, within bounds; 1 where it says none."""
    return max(1, min(int(value), MOST_SPANNED)) if value and value.isdecimal() else 1


def said_again(text: str) -> str:
    """What a cell that spans rows says in those below its first: a name or a grade is that of each of them.

    A figure is that of all together, and a remark is read once.
    """
    return "" if len(text) > _LONGEST_REPEATED or any(map(str.isdigit, text)) else text
