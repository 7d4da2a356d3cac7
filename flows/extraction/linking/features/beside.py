"""The words beside a slice of a text, and the words between two slices, in lower case."""

from __future__ import annotations

import re

from flows.extraction.linking.features import Features

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n")


def words_in(text: str, start: int, end: int) -> list[str]:
    """Return the words, punctuation marks and line ends of a slice; none if the slice ends before it starts."""
    return WORD.findall(text[start:end].lower())


def words_beside(text: str, start: int, end: int, most: int, reach: int) -> tuple[list[str], list[str]]:
    """Return up to `most` words before a slice (nearest first) and after it, at most `reach` characters away."""
    before, behind = words_in(text, max(0, start - reach), start), words_in(text, end, end + reach)
    return before[-most:][::-1], behind[:most]


def between(side: str, words: list[str], most: int) -> Features:
    """Describe the words between two slices: each word, and all in order if there are at most `most` words."""
    features = {f"{side} between {word}": 1.0 for word in words}
    if len(words) <= most:
        features[f"{side} path {' '.join(words)}"] = 1.0
    return features | {"words between": float(len(words))}
