"""The words beside a slice of a text and between two of them, in lower case."""

from __future__ import annotations

import re

from flows.extraction.linking.features import Features

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n")


def words_in(text: str, start: int, end: int) -> list[str]:
    """The words, marks and ends of lines in a slice; none where it ends before it starts."""
    return WORD.findall(text[start:end].lower())


def words_beside(text: str, start: int, end: int, most: int, reach: int) -> tuple[list[str], list[str]]:
    """So many words before and behind a slice, and no farther than so many characters: the nearest first."""
    before, behind = words_in(text, max(0, start - reach), start), words_in(text, end, end + reach)
    return before[-most:][::-1], behind[:most]


def between(side: str, words: list[str], most: int) -> Features:
    """The words between two slices, of which one stands on a side of the other: each, and all where they are few."""
    found = {f"{side} between {word}": 1.0 for word in words}
    if len(words) <= most:
        found[f"{side} path {' '.join(words)}"] = 1.0
    return found | {"words between": float(len(words))}
