"""The words in a slice of a text and beside it, in lower case."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n")


def words_in(text: str, start: int, end: int) -> list[str]:
    """Return the words, punctuation marks and line ends of a slice; none if the slice ends before it starts."""
    return WORD.findall(text[start:end].lower())


def words_beside(text: str, start: int, end: int, most: int, reach: int) -> tuple[list[str], list[str]]:
    """Return up to `most` words before a slice (nearest first) and after it, at most `reach` characters away."""
    before, behind = words_in(text, max(0, start - reach), start), words_in(text, end, end + reach)
    return before[-most:][::-1], behind[:most]
