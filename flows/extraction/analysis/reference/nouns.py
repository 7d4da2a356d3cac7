"""The body a noun refers to: "the unit", "the agency", by the last word of a name "the department"; and "its"."""

from __future__ import annotations

import re
from itertools import takewhile

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
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

# "Its |officers …", "It |…": a sentence that goes on about what was named before it.
GOES_ON = re.compile(r"(?:Its?|They|Their|The (?:agency|unit|force|service|department|body))\b")


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


def body_of_its(analysis: Analysis, position: int, kinds: frozenset[str] | None) -> Body | None:
    """The body that "its" means: the subject of the sentence so far or of the one before, else the one named last.

    Behind a sentence that goes on about "it", or is on two bodies together, it is that of the one before.
    """
    index = analysis.index_at(position)
    goes_on = False
    for sentence in reversed(analysis.sentences[max(0, index - 2) : index + 1]):
        if sentence.index < index - 1 and not goes_on:
            return None
        # “…,” said its chair: what is quoted in between is not what "its" goes on from.
        if sentence.index == index - 1 and analysis.quotation_at(sentence.start):
            goes_on = True
            continue
        near = analysis.mentions_in(sentence.start, min(position, sentence.end))
        near = [mention for mention in near if kinds and mention.body.kind in kinds] or near
        goes_on = GOES_ON.match(analysis.text, sentence.start) is not None
        if near:
            opens = analysis.text[sentence.start : near[0].start].lower() in ("", "the ")
            if not opens and len({mention.body for mention in near}) > 2:
                return None
            return near[0 if opens or near[0].body.kind in INSPECTED_KINDS else -1].body
    return None
