"""Asides that tell of another time than the clause that they stand in: "Kent, which was once G, was rated G"."""

from __future__ import annotations

import re

from flows.extraction.grades.words import ANY

# "its recording|, which was once G,| as G", "its leadership|, once G,| was G"
GRADED_ASIDE = re.compile(
    rf",\s(?:which|whose|once|formerly|previously|long)\s[^,;]{{0,80}}?\b{ANY}[\"']?(?:\s(?:at|in|for|on)\s[^,;]{{3,60}})?,(?=\s(?:as|is|was|has|to|now)\b)"
)

# "X, which last year moved house,| was G": what was then is of no grade and no inspection.
PLAIN_ASIDE = re.compile(
    r",\swh(?:ich|o|ose)\s(?:(?!inspect|visit|grad|rat(?:ed|ing)|judg|assess|report|held|holds)[^,;]){0,80},"
    r"(?=\s(?:is|was|were|are|has)\b)"
)


CLOSED = re.compile(rf"\((?:formerly|previously|once)\s(?:(?!{ANY})[^()]){{0,60}}\)")
# "Compared with its last inspection, when it was G,| it has dropped to G", "For a force that was G,| a G is good news"
FRONTED_ASIDE = re.compile(
    rf"^\W*(?:compared\s(?:with|to)|unlike|in\scontrast\s(?:with|to))\s[^,;.]{{3,80}},\s(?:when|where|which)\s[^,;.]{{0,60}}?\b{ANY}[\"']?,|"
    rf"^\W*for\san?\s\w+\s(?:that|which)\s[^,;.]{{0,80}}?\b{ANY}\b[^,;.]{{0,40}},"
)


def without_asides(before: str) -> str:
    """The words before a grade with blanks for what tells of another time by the way."""
    if "(" in before:  # "Kent Police (formerly of another name) was …"
        before = CLOSED.sub(_blank, before)
    if (
        ", wh" in before
        or "for a" in before
        or ", once" in before
        or ", form" in before
        or ", prev" in before
        or ", long" in before
    ):
        before = FRONTED_ASIDE.sub(_blank, GRADED_ASIDE.sub(_blank, before))
        before = PLAIN_ASIDE.sub(_blank, before) if ", wh" in before else before
    return before


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside.group())
