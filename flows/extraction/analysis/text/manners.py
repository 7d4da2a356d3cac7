"""Find the pillar that an aim of all pillars is asked about: "how efficient the force is at keeping people safe"."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import vocabularies

# The pillar of an aim that stands without a manner.
BY_ITSELF = "effectiveness"
# Look at no more than this many words before an aim: the manner, the name of a body, and joining words.
REACH = 14
# Tokens that no question runs over, and words that join two manners.
STOPS = frozenset(["", *".,;:?!()–—"])
AND = frozenset(["and", "or", "&", ","])
# Words that may stand between a manner and an aim: "force", "is", "at" …
ASKED_OF = frozenset(vocabularies.words("asked-of"))


def manner_of(before: Sequence[str], behind: str) -> tuple[str, int, int]:
    """Return (pillar, number of words before the aim, number behind it) that belong to the question with the aim. The
    words before count from the manner on, or 0 if a body or anything else not in `asked-of` stands in between."""
    manners = vocabularies.manners()
    if behind in manners:
        return manners[behind], 0, 1
    for at in range(len(before) - 1, -1, -1):
        if before[at] in STOPS:
            break
        if pillar := manners.get(before[at]):
            if at > 1 and before[at - 1] in AND and before[at - 2] in manners:
                break
            words = len(before) - at + (at > 0 and before[at - 1] == "how")
            return pillar, words if ASKED_OF.issuperset(before[at + 1 :]) else 0, 0
    return BY_ITSELF, 0, 0
