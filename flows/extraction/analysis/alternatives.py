"""Many words as one pattern that compares each letter they share only once."""

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
