"""Series of figures whose words stand once: each number has its own body, or its own label, and no more.

"The Met disrupted 528 lines, Merseyside 259": the verb and what is counted are those of the figure before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.figures import Figure

# What joins the next body to what the figure before counts: "528| lines, |Merseyside".
NEXT = re.compile(
    r"(?:[^,;.\d]|\b(?:19|20)\d\d(?:[/–-]\d\d)?\b){0,60}?(?:[,;]|\s+(?:and|while|but))\s+(?:and\s+|while\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
# Between that body and its number: " for the other ", " (IFED) ".
ITS_NUMBER = re.compile(
    r"(?:\s*\([A-Z]{2,}\))?\s+(?:for\s+|with\s+)?(?:the\s+(?:other|remaining)\s+|a\s+further\s+|"
    r"(?:(?:just|only|about|around|some|nearly|almost|over|more|than)\s+)*)$",
    re.IGNORECASE,
)
ITS_END = re.compile(
    r"\s*(?:$|[.,;)]|(?:and|while)\s|(?:in|during|over|for)\s+(?:the|that|19|20)|last\s|of\s+(?:them|these|those)\b)"
)


def of_another_body(analysis: Analysis, number: Number, last: Figure, high: int) -> Figure | None:
    """The figure of the next body in a series: "Kent recorded 132 and |Essex 71", "… 118 of them, and |IFED for 74"."""
    text = analysis.text
    behind = (last.number.end, number.start)
    named = sorted([*analysis.mentions_in(*behind), *analysis.places_in(*behind)], key=lambda mention: mention.start)
    if not named or not number.whole or last.earlier or not ITS_END.match(text, number.end, high):
        return None
    joined = NEXT.fullmatch(text, last.number.end, named[0].start)
    if not joined or not ITS_NUMBER.fullmatch(text, named[0].end, number.start):
        return None
    kind = "groups-elliptical" if "groups" in last.measure else "disruption-elliptical"
    start = named[0].start
    return replace(
        last,
        number=number,
        start=start,
        end=number.end,
        rule=kind,
        share=None,
        part_of=False,
        owner=(start, named[0].end),
    )
