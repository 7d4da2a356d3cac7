"""Where words stand that something begins with, found in one pass: its grammar is only tried there.

A trigger says nothing by itself. It is a piece of a word, in lower case.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from flows.extraction.analysis.text.automata import Encoded, Words
from schemas import vocabularies

TRIGGERS = {
    "grade": ("outstanding", "good", "adequate", "inadequate", "requir"),
    "inspecting": ("inspect", "fieldwork", "visit"),
    "digit": tuple("0123456789"),
} | {topic: vocabularies.words(topic) for topic in ("disrupting", "crime", "everyday")}


@dataclass(frozen=True, slots=True)
class Triggers:
    """The positions of each kind of trigger in a text, in order."""

    starts: dict[str, list[int]]

    def within(self, kind: str, start: int, end: int) -> list[int]:
        """The triggers of a kind that begin in a slice."""
        starts = self.starts[kind]
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]


@cache
def _automaton() -> tuple[Words, list[str]]:
    pairs = [(word, kind) for kind, words in TRIGGERS.items() for word in words]
    return Words(word for word, _ in pairs), [kind for _, kind in pairs]


def triggers_in(folded: Encoded) -> Triggers:
    """The triggers of a text in lower case."""
    words, kinds = _automaton()
    starts: dict[str, list[int]] = {kind: [] for kind in TRIGGERS}
    for number, start, _ in words.find(folded):
        starts[kinds[number]].append(start)
    return Triggers(starts)
