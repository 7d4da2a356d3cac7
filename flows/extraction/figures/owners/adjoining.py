"""Whose a figure is where several bodies are named: that of the body right beside its number.

"BODY recorded 412 disruptions and |BODY 300| disruptions", "against |BODY's 300|", "300 disruptions |at BODY|".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.reference.references import Reference
from flows.extraction.claims import Body
from flows.extraction.figures.words.types import Figure

_HEDGES = (
    r"(?:(?:just|only|about|around|over|nearly|almost|some|another|a\s+further|a\s+total\s+of|at\s+least|exactly|"
    r"fully|a\s+record)\s+)*"
)
# What ties a body to the number behind it, whatever stands before: a colon, a bracket, "'s", "whose".
TIED = re.compile(
    rf"(?:\s*:\s+|\s*\(|\s+[–—]\s+|['’]s?\s+(?:(?:own|record|total|tally|of|combined)\s+)*|,?\s+whose\s+(?:(?!and\b)[a-z]+\s+){{0,2}}|,\s+with\s+){_HEDGES}"
)
# What only ties it where its words open a member of a list: a blank, a comma, "on", "with".
BESIDE = re.compile(rf"(?:,\s+|\s+(?:on\s+|with\s+)?){_HEDGES}")
# "and |BODY 300", "; |BODY 300", "and from |BODY 300", "with |BODY on 300", "beat |BODY, 300 disruptions, "
OPENS_MEMBER = re.compile(
    r"(?:[,;/:(–—]|\b(?:and|while|whereas|but|then|only|beat|over|ahead\s+of|behind|with|than))\s+(?:(?:from|at|in|for)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# Behind the noun a member of a list ends, and no verb makes it somebody else's.
ENDS = re.compile(
    r"(?:\s+(?:[a-z]+\s+)?(?:gangs|groups|networks|lines|disruptions))?(?:\s+(?:in|during|for|of|against|over|across|last|this)\s[^,.;:()]{2,50}?)?\s*(?:[.,;:/)]|$|\band\b|\bwhile\b)"
)
WENT_BY = re.compile(r"[^.;,]*\b(?:led|made|recorded|carried\s+out|claimed|dismantled|disrupted)?\s*\bby\b")
# "300 disruptions |at BODY|", not "of BODY", which may be whom they hit
BEHIND = re.compile(r"\s+at\s+(?:the\s+)?")
WINDOW = 40


def adjoining(text: str, low: int, figure: Figure, found: Sequence[Reference], high: int) -> Body | None:
    """The body that stands right beside a figure's number, of the several that a slice names."""
    at = figure.number.start
    if len({r.bodies[0] for r in found}) < 2:
        return None
    before = [r for r in found if r.end <= at and at - r.end < WINDOW]
    if before and before[-1].form != "pronoun" and _beside(text, low, figure, before[-1], high):
        return before[-1].bodies[0]
    behind = next((r for r in found if r.start >= figure.end), None)
    if behind and behind.form not in ("pronoun", "noun", "place") and BEHIND.fullmatch(text, figure.end, behind.start):
        return behind.bodies[0]
    return None


def _beside(text: str, low: int, figure: Figure, body: Reference, high: int) -> bool:
    at = figure.number.start
    if text.startswith((" by ", ", led by "), figure.end) or WENT_BY.match(text, figure.end, high):
        return False
    if TIED.fullmatch(text, body.end, at):
        return True
    if not BESIDE.fullmatch(text, body.end, at) or not ENDS.match(text, figure.end, high):
        return False
    opens = OPENS_MEMBER.search(text, max(low, body.start - WINDOW), body.start)
    # "With BODY, 300 disruptions were": what only opens a sentence so is no member of a list.
    return opens is not None and opens.start() > low and _follows_a_count(text, low, opens.start())


def _follows_a_count(text: str, low: int, at: int) -> bool:
    """Whether a number stands before a member of a list: that of the member before."""
    return re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", text[low:at]) is not None
