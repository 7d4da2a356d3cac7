"""Which pillar an aim is asked about that all pillars share: "how efficient Kent Police is at keeping people safe"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from schemas import vocabularies

# Without a word for how it is served, an aim means this pillar.
BY_ITSELF = "effectiveness"
# So many words before an aim are looked at: the manner, the name of a body, and what joins them.
REACH = 14
# What no question goes on behind, and what joins two manners.
STOPS = frozenset(["", *".,;:?!()–—"])
AND = frozenset(["and", "or", "&", ","])


def manner_of(before: Sequence[str], behind: str) -> tuple[str, int, int]:
    """The pillar that an aim is asked about, and how many of the words before it and behind it ask with it.

    These are the words from the manner on, unless they name somebody.
    """
    manners = vocabularies.manners()
    if behind in manners:
        return manners[behind], 0, 1
    for at in range(len(before) - 1, -1, -1):
        if before[at] in STOPS:
            break
        if area := manners.get(before[at]):
            if at > 1 and before[at - 1] in AND and before[at - 2] in manners:
                break
            words = len(before) - at + (at > 0 and before[at - 1] == "how")
            return area, words if _asked_of().issuperset(before[at + 1 :]) else 0, 0
    return BY_ITSELF, 0, 0


@cache
def _asked_of() -> frozenset[str]:
    """Words for whoever serves an aim, and what joins them to it."""
    return frozenset(vocabularies.words("asked-of"))
