"""Many words as one pattern, in the form in which it is found soonest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of these words, the longest that fits first.

    Words are grouped by their first letters: where a text has another letter, all that share it are ruled out at once.
    """
    rests: dict[str, set[str]] = defaultdict(set)
    ends = False
    for word in words:
        if word:
            rests[word[0]].add(word[1:])
        else:
            ends = True
    ways = [re.escape(letter) + one_of(rests[letter]) for letter in sorted(rests)]
    if not ways:
        return ""
    pattern = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return f"{pattern}?" if ends else pattern


def any_word(*ways: str) -> str:
    """A pattern of any of these ways to begin a word, all of which begin with a plain letter.

    A search goes by their first letters, and tries only the ways that begin with the one it has found.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        rests[way[0]].append(way[1:])
    found = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in rests.items())
    return f"(?:{'|'.join(found)})"
