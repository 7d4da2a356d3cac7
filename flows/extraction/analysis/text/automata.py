"""Many words found in one pass over a text.

The text is looked at as bytes, which takes half the time: for characters, the library first notes where each of them
stands, and what is looked for is in few of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

# Bytes that a character goes on with.
GOES_ON = re.compile(rb"[\x80-\xbf]")
# The larger kind of automaton over so few words stays in the processor's cache.
FEW = 500


class Encoded:
    """A text as bytes, and where those stand that begin no character."""

    __slots__ = ("data", "inner")

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "surrogatepass")
        self.inner = [] if text.isascii() else [byte.start() for byte in GOES_ON.finditer(self.data)]


class Words:
    """An automaton over words, each known by its number; of those that overlap the leftmost longest is found.

    Of many words it is the smaller kind of automaton: a large one, which takes fewer steps, is no longer in the
    processor's cache when the next document comes, and so takes longer.
    """

    def __init__(self, words: Iterable[str]) -> None:
        encoded = [word.encode("utf-8", "surrogatepass") for word in words]
        kind = Implementation.DFA if len(encoded) < FEW else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(encoded, matchkind=MatchKind.LeftmostLongest, implementation=kind)

    def find(self, text: Encoded) -> list[tuple[int, int, int]]:
        """(number, start, end) of each word that stands in a text, in order."""
        found = self._automaton.find_matches_as_indexes(text.data)
        if inner := text.inner:
            found = [(n, start - bisect_left(inner, start), end - bisect_left(inner, end)) for n, start, end in found]
        return found
