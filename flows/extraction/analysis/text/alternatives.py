"""Build regular expressions that match any of many words, in a form that searches fast."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; a longer word is tried before its own beginning. Words are grouped by
    their first letters, so that one comparison rules out all words that share a letter."""
    rests: dict[str, set[str]] = defaultdict(set)
    may_end = False
    for word in words:
        if word:
            rests[word[0]].add(word[1:])
        else:
            may_end = True
    branches = [re.escape(letter) + one_of(rests[letter]) for letter in sorted(rests)]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not may_end else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if may_end else pattern


def any_word(*ways: str) -> str:
    """Return a pattern that matches any of the patterns at the start of a word; each must begin with a plain letter.
    The patterns are grouped by first letter, so that a search tries only those that begin with the letter at hand."""
    rests: dict[str, list[str]] = defaultdict(list)
    for pattern in ways:
        rests[pattern[0]].append(pattern[1:])
    branches = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in rests.items())
    return f"(?:{'|'.join(branches)})"
