"""Find, in one pass, the positions where a slower pattern could match, so that the pattern is tried only there.

A trigger is a word or a piece of a word in lower case; a trigger proves nothing by itself.
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
} | {topic: vocabularies.words(topic) for topic in ("disrupting", "crime", "everyday")}


@dataclass(frozen=True, slots=True)
class Triggers:
    """The positions of the triggers in a text, in order, by kind of trigger (the keys of `TRIGGERS`)."""

    starts: dict[str, list[int]]

    def within(self, kind: str, start: int, end: int) -> list[int]:
        """Return the positions of the triggers of a kind that begin in a slice."""
        starts = self.starts[kind]
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]


@cache
def _automaton() -> tuple[Words, list[str]]:
    pairs = [(word, kind) for kind, words in TRIGGERS.items() for word in words]
    return Words(word for word, _ in pairs), [kind for _, kind in pairs]


def triggers_in(folded: Encoded) -> Triggers:
    """Return the triggers of a folded text."""
    words, kinds = _automaton()
    starts: dict[str, list[int]] = {kind: [] for kind in TRIGGERS}
    for number, start, _ in words.find(folded):
        starts[kinds[number]].append(start)
    return Triggers(starts)
