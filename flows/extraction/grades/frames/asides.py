"""Asides that tell of another time than the clause that they stand in: "Kent, which was once G, was rated G"."""

from __future__ import annotations

import re

from flows.extraction.grades.words.words import ANY

# The verb of a clause, behind an aside in it.
_GOES_ON = (
    r"(?=\s(?:(?:now|then|since|also)\s)?(?:as|is|was|are|were|has|have|to|now|slips|slipped|slid|f[ae]ll|falls|drops|dropped|sank|sinks|"
    r"rose|rises|climbs|climbed|jumps|jumped|moves|moved|goes|went|came|comes|gets|got|improved|improves|stays|stayed)\b)"
)
# "its recording|, which was once G,| as G", "its leadership|, once G,| was G", "Y|, which was G, in 2021,| fell to G"
GRADED_ASIDE = re.compile(
    rf",\s(?:which|whose|once|formerly|previously|long)\s[^,;]{{0,80}}?\b{ANY}[\"']?(?:\s(?:at|in|for|on)\s[^,;]{{3,60}})?"
    rf"(?:,\s(?:in|at|back)\s[^,;]{{3,30}})?,{_GOES_ON}"
)
# "Y|, rated G in 2021,| fell to G": what is told by the way of what the clause is on.
OPENS_ASIDE = re.compile(r",\s(?:which|graded|rated|judged|classed|deemed)\s[^,;.]{0,50}$")
CLOSES_ASIDE = re.compile(rf"[\"']?(?:\s[^,;.]{{3,60}})?(?:,\s(?:in|at|back)\s[^,;]{{3,30}})?,{_GOES_ON}[^,;.]{{2,50}}")
LONGEST_OPENING = 70
# The same of a year in such an aside: "Y, rated G in the report of |2021|, fell to G".
YEAR_IN_ASIDE = re.compile(r",\s(?:which|graded|rated|judged|classed|deemed)\s[^;.]{0,110}$")
BEHIND_YEAR = re.compile(rf"[^,;.]{{0,30}},{_GOES_ON}[^,;.]{{2,50}}")

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


def goes_on_behind(folded: str, low: int, start: int, end: int, at: int) -> bool:
    """Whether a grade at `at` is of what an aside gives one from `start` to `end`: "Y, rated G in 2021, fell to G"."""
    opens = OPENS_ASIDE.search(folded, max(low, start - LONGEST_OPENING), start)
    return opens is not None and CLOSES_ASIDE.fullmatch(folded, end, at) is not None


def is_by_the_way(folded: str, low: int, start: int, end: int, at: int) -> bool:
    """Whether a year, from `start` to `end`, stands in an aside of the clause that gives the grade at `at`."""
    behind = BEHIND_YEAR.fullmatch(folded, end, at)
    return behind is not None and YEAR_IN_ASIDE.search(folded, low, start) is not None


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside.group())
