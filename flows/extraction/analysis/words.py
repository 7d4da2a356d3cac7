"""Patterns of many words, in the form in which they are found soonest."""

from __future__ import annotations

from collections import defaultdict


def any_word(*ways: str) -> str:
    """A pattern of any of these ways to begin a word, all of which begin with a plain letter.

    A search goes by their first letters, and tries only the ways that begin with the one it has found.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        by_letter[way[0]].append(way[1:])
    found = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return f"(?:{'|'.join(found)})"
