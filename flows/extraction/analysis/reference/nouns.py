"""The body a noun refers to: "the unit", "the agency", by the last word of a name "the department"."""

from __future__ import annotations

from itertools import takewhile

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NOUN_KINDS, antecedent
from flows.extraction.claims import Body

# Nouns that refer to the body named last whose name they stand in: "the department" is the Department of Justice.
NAME_NOUNS = (
    "department", "ministry", "authority", "board", "federation", "union", "charity", "council", "panel", "committee",
    "association", "trust", "commission", "office", "college", "inspectorate", "taskforce", "squad", "campaign",
)  # fmt: skip
LOOK_BACK = 30
# Words that a noun does not go on behind: "the unit| in September".
ENDS = frozenset({"in", "on", "at", "for", "of", "since", "last", "this", "and", "or", "from", "with", "to", "until"})


def body_of_noun(analysis: Analysis, noun: str, position: int) -> Body | None:
    """The body that "the NOUN" means at a position; None where the text leaves it open."""
    words = list(takewhile(lambda word: word not in ENDS, noun.lower().split()))
    for first in range(len(words)):
        if kinds := NOUN_KINDS.get(" ".join(words[first:])):
            return antecedent(analysis, position, kinds)
        if words[first] in NAME_NOUNS:
            before = analysis.mentions_before(position)[-LOOK_BACK:]
            return next((m.body for m in reversed(before) if words[first] in m.body.name.lower().split()), None)
    return None
