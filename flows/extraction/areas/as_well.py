"""Areas behind a grade that it is said to be of as well: "Y was G, as well as Z", "on Y it was G, and on Z too"."""

from __future__ import annotations

import re

from flows.extraction.findings.anaphora import chain_from
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.area_at import AreaAt

# "Y was G|, as well as |its Z"
AS_WELL = re.compile(
    r"[”\"’']?(?:,?\s+(?:as\s+well\s+as|along\s+with|together\s+with|in\s+addition\s+to)|[,;]\s+(?:just\s+like|likewise))\s+(?:(?:its|the|their)\s+)?",
    re.IGNORECASE,
)
# "On Y it was G|, and on |Z too"
AND_ON = re.compile(
    r"[”\"’']?,?\s+and\s+(?P<also>also\s+|likewise\s+)?(?:(?:on|at|for|in|with|over|under|when\s+it\s+comes\s+to)\s+)?(?:(?:its|the|their|our)\s+)?",
    re.IGNORECASE,
)
TOO = re.compile(r"[”\"’']?,?\s+(?:too|as\s+well|also|likewise)[”\"’']?\s*(?:[.,;:)–—]|$)", re.IGNORECASE)


def as_well(areas: Areas, grade: Grade, found: list[AreaAt]) -> list[AreaAt]:
    """The areas of "Y was judged G, as well as Z", where no other grade follows."""
    text, end = areas.analysis.text, grade.sentence.end
    link = AS_WELL.match(text, grade.after, end) if found and all(a.end <= grade.start for a in found) else None
    if link is None or areas.analysis.triggers.any_within("grade", link.end(), end):
        return []
    first = next(iter(areas.between(grade.after, link.end() + 1)), None)
    return areas.after(grade, first.start, end) if first else []


def too(areas: Areas, grade: Grade, found: list[AreaAt]) -> list[AreaAt]:
    """The areas of "on Y it was judged G, and on Z too"."""
    text, end = areas.analysis.text, grade.sentence.end
    link = AND_ON.match(text, grade.after, end) if found and all(a.end <= grade.start for a in found) else None
    more = chain_from(areas, grade, link.end()) if link else []
    return more if link and more and (link["also"] or TOO.match(text, more[-1].end, end)) else []
