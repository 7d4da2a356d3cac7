"""Labels that divide disruptions: a threat, a level, a strand, or all of them."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND

WHOLE = re.compile(
    r"\W*(?:total|all|(?:(?:whole|full|entire)\s+)year|(?:year|annual|grand|overall)\s+total|"
    r"(?:year|ytd)(?=\W*$)|year\s+to\s+date)\b",
    re.IGNORECASE,
)
# The row of what no other row of its table counts.
REST = re.compile(r"\W*(?:all\s+)?others?\W*", re.IGNORECASE)
# Words that may stand beside what divides the disruptions; with others, a line counts something else.
BESIDE = re.compile(
    r"(?:[\W_]|\b(?:of|which|against|the|and|or|other|all|total|in|to|for|by|as|related|offences?|crimes?|trade|people|"
    r"who|next|followed|came|together|gangs?|groups?|networks?|disruptions?|levels?|strands?|threats?|only|just|"
    r"were|was|graded|assessed|classed|rated|judged|led|supported|organised|by\s+means|through|under|using|activit(?:y|ies)|"
    r"work|heading|category|aimed|at|on|targeting|concerning|relating|linked|involving|impact|a|mere|our|its|their|"
    r"whole|full|entire|year|ytd|date|annual|grand|overall)\b)*",
    re.IGNORECASE,
)
# "Drug trafficking offences", "Firearms discharges": what is counted is another thing than disruptions.
OTHER_THINGS = re.compile(
    r"\b(?:offences|discharges|incidents|crimes|shootings|stabbings|deaths|seizures|arrests|victims|cases|reports)\W*$",
    re.IGNORECASE,
)
# "Pursue – arrests and charges": a strand, and what it is.
EXPLAINED = re.compile(r"\W*(?:Pursue|Prevent|Protect|Prepare)(?=\s[–—-]\s)")


def divides(analysis: Analysis, label: tuple[int, int]) -> bool:
    """Whether a label is one that disruptions are divided by, and no more: a threat, level, strand, or the whole."""
    text = analysis.text[slice(*label)].split(" (")[0]
    text = explained.group() if (explained := EXPLAINED.match(text)) else text
    hits = analysis.threats_in(label[0], label[0] + len(text))
    threats = [(hit.start - label[0], hit.end - label[0]) for hit in hits]
    spans = threats or [match.span() for match in LEVEL_OR_STRAND.finditer(text)]
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    if OTHER_THINGS.search(analysis.text, *label):
        return False
    named = bool(spans or WHOLE.match(text) or REST.fullmatch(text)) and not analysis.mentions_in(*label)
    return named and bool(BESIDE.fullmatch(text))
