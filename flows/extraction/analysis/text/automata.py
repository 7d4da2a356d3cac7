"""Find many words in one pass over a text.

The search runs over UTF-8 bytes, which takes half the time: in a string, the library first computes the offset of every
character, though it needs few of them. `Words.find` returns character offsets all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

# The second and later bytes of a character in UTF-8.
CONTINUATION_BYTE = re.compile(rb"[\x80-\xbf]")
# Up to this many words, the larger but faster kind of automaton (DFA) still fits in the processor's cache.
MOST_DFA_WORDS = 500


class Encoded:
    """A text as UTF-8 bytes (`data`), and the offsets of the bytes that do not begin a character (`inner`)."""

    __slots__ = ("data", "inner")

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "surrogatepass")
        self.inner = [] if text.isascii() else [byte.start() for byte in CONTINUATION_BYTE.finditer(self.data)]


class Words:
    """An automaton over words, known by their index; of overlapping words the leftmost longest is found. For many words
    the smaller kind of automaton is used: the large kind takes fewer steps, but has left the processor's cache by the
    time the next document comes, and so takes longer."""

    def __init__(self, words: Iterable[str]) -> None:
        encoded = [word.encode("utf-8", "surrogatepass") for word in words]
        kind = Implementation.DFA if len(encoded) < MOST_DFA_WORDS else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(encoded, matchkind=MatchKind.LeftmostLongest, implementation=kind)

    def find(self, text: Encoded) -> list[tuple[int, int, int]]:
        """Return (index of the word, start, end) for each match in a text, in order; offsets are in characters."""
        found = self._automaton.find_matches_as_indexes(text.data)
        if inner := text.inner:
            found = [(n, start - bisect_left(inner, start), end - bisect_left(inner, end)) for n, start, end in found]
        return found
