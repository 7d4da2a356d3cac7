"""Parts of a page that a year or round heads: "2018/19", below it its grades, "2021/22", below it its own."""

from __future__ import annotations

import re
from calendar import month_name

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.text.layout import Block

_WORD = (
    rf"(?:in|the|our|its|{PROGRAMME}|{WATCHDOG}|inspections?|rounds?|reports?|year|grades|gradings|ratings|results|assessments?|of|"
    r"from|for|cycle|previous|last|latest|current|newest)"
)
# "In 2018:", "PEEL 2021/22 inspection", "Report of June 2019": all of a line.
HEAD = re.compile(
    rf"\W*(?:{_WORD}\W+){{0,4}}(?:(?:{'|'.join(month_name[1:])})\s+)?(?P<year>(?:19|20)\d\d)"
    rf"(?P<round>\s?[/–-]\s?\d\d(?:\d\d)?)?(?:\W+{_WORD}){{0,3}}\W*",
    re.IGNORECASE,
)
# "Published: 14 June 2024"
PUBLISHED = re.compile(
    r"\W*(?:(?:report|first|last)\s+)?(?:published|publication|reported|date)\b[^.]{0,40}\b20\d\d\b", re.IGNORECASE
)
LONGEST = 50


def parts_of_years(analysis: Analysis) -> dict[int, str]:
    """The year of each line that stands below one that is no more than a year, "2018/" for a round that began in it.

    None where but one year heads any, or a line below tells when its report came out, which says more.
    """
    found: dict[int, str] = {}
    heads = set()
    year = ""
    for block in analysis.blocks:
        if block.kind in ("heading", "prose") and block.end - block.start <= LONGEST:
            head = HEAD.fullmatch(analysis.text, block.start, block.end)
            if head:
                year = head["year"] + ("/" if head["round"] else "")
                heads.add(year)
                continue
            if year and _opens_another_part(analysis, block):
                year = ""
        if year and PUBLISHED.match(analysis.text, block.start, block.end):
            return {}
        if year:
            found[block.index] = year
    return found if len(heads) > 1 else {}


def is_round(year: str) -> bool:
    """Whether a year is that in which a round of inspections began, and no date of a report."""
    return year.endswith("/")


def _opens_another_part(analysis: Analysis, block: Block) -> bool:
    """Whether a line is a heading that neither names an area or a body nor gives a grade."""
    start, end = block.start, block.end
    if block.kind != "heading" or analysis.areas_in(start, end) or analysis.mentions_in(start, end):
        return False
    return not analysis.triggers.any_within("grade", start, end) and not analysis.places_in(start, end)
