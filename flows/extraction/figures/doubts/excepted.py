"""Threats that a count is not of, or that only say how far it ranges: "40 non-drug ones", "from drugs to fraud"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.exceptions import EXCEPT
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.figures.words.types import Figure

REACH = 60
# "non-|drug disruptions"
NON = re.compile(r"\bnon[-–‑\s]$", re.IGNORECASE)
_THE = r"\s+(?:(?:those|any|against|of|on|for|in|about|the|its)\s+){0,3}"
_LEFT_OUT = (
    rf"(?:{EXCEPT}|exclud(?:es?|ed)|not\s+(?:including|counting)|"
    r"leaving\s+(?:out|aside))"
)
# "unrelated to |drugs", "all threats but |drugs", "did not include |drugs", but not "not only against |drugs".
NEGATOR = re.compile(
    rf"(?:\bunrelated\s+to|unconnected\s+(?:to|with)|\b{_LEFT_OUT}|\b(?:all|every\w*|any\w*)\s+(?:(?!in\s|but\s)\w+\s+){{0,2}}?(?:but|bar|save)|"
    r"(?:\bnot|n['’]t|\bnothing\s+to\s+do|\bnone\s+(?:of\s+(?:them|which|these)\s+)?(?:was|were|is|are))\s+(?:(?:related|linked|connected|tied|aimed)\s+(?:to|with|at)|with|"
    rf"involv(?:e|ing)|includ(?:e|ing)|concern(?:ing)?|target(?:ing)?|relate\s+to|cover|against|about|of|for)){_THE}$",
    re.IGNORECASE,
)
# "Excluding |drugs, BODY made 61"
OPENS_LEFT_OUT = re.compile(rf"\W*{_LEFT_OUT}{_THE}", re.IGNORECASE)
# "in all but |fraud fell": another clause.
GOES_ON = re.compile(
    r"\s+(?:disruptions?\s+)?(?:was|were|is|are|rose|fell|grew|has|had|have|remain\w*|made|took|accounted)\b"
)
# A number that is no year.
OTHER_CLAUSE = re.compile(r"[.;:]|(?<![\d/–-])(?!(?:19|20)\d\d\b)\d")
# "not only against |drugs"
NOT_ONLY = re.compile(r"\bnot\s+(?:only|just)\s+(?:(?:against|of|on|about|in|for)\s+)?$", re.IGNORECASE)
# "ranged from |drugs to slavery", "everything from |fraud to firearms", "40 disruptions, from |drugs to fraud"
FROM = re.compile(
    r"(?:\b(?:rang(?:ed|ing|es?)|everything|anything|all\s+sorts|spann?(?:ed|ing|s)?|var(?:ied|ying|y|ies)|ran|running|runs?|"
    r"stretch(?:ed|ing|es)|the\s+way)(?:\s+\w+){0,2}?|[,–—])\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
TO = re.compile(r"[^.;:\d]{0,50}?\bto\s")


def is_a_range(text: str, low: int, hit: Hit, high: int) -> bool:
    """Whether a threat is only one end of all that a count ranges over."""
    start = max(low, hit.start - REACH)
    if FROM.search(text, start, hit.start) and TO.match(text, hit.end, high):
        return True
    return NOT_ONLY.search(text, start, hit.start) is not None


def is_excepted(analysis: Analysis, figure: Figure, low: int, high: int) -> bool:
    """Whether the only threat that is named with a count is one that it leaves out."""
    text, at = analysis.text, figure.number.start
    hits = [hit for hit in analysis.threats_in(low, high) if hit.term.codes[0] != "all"]
    inside = [hit for hit in hits if at <= hit.start < figure.end]
    if inside:
        return len(inside) == 1 and NON.search(text, at, inside[0].start) is not None
    behind = next((hit for hit in hits if hit.start >= figure.end), None)
    if behind and not OTHER_CLAUSE.search(text, figure.end, behind.start):
        negated = NEGATOR.search(text, max(figure.end, behind.start - REACH), behind.start)
        return negated is not None and not GOES_ON.match(text, behind.end, high)
    before = [hit for hit in hits if hit.start < at]
    opens = len(before) == 1 and OPENS_LEFT_OUT.fullmatch(text, low, before[0].start)
    return bool(opens) and not OTHER_CLAUSE.search(text, before[0].end, at)
