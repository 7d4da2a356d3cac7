"""Areas that a sentence excepts from what it says of a grade: "rated G, with the exception of Y"."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.exceptions import EXCEPT
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.area_at import AreaAt

# Reads text in lower case. "All but |Y were G"; not "nothing but |Y".
TAKES_OUT = re.compile(
    rf"\b(?:{EXCEPT}|bar|save(?:\s+for)?|(?:though|but|if)\s+not|(?:all|everything|everywhere)\s+but)\s+"
    r"(?:(?:for|in|at|on|when\s+it\s+comes\s+to)\s+)?(?:(?:its|the|their|how|one\s+area,)\s+)?[\"']?$"
)
LONGEST = len("with the exceptions of when it comes to one area, its ")
# "except for Y|, which was G": a clause of its own.
OWN_CLAUSE = re.compile(r"[\"']?(?:,?\s+(?:(?:(?:at|in|for|on)\s+)?which|where|that)\b|\s*[(:–—]|\s+-\s)[^,;]*")


def without_excepted(folded: str, grade: Grade, areas: list[AreaAt]) -> list[AreaAt]:
    """The areas without those that the words before them except, unless a clause of theirs gives the grade to them.

    `folded` is the document's text in lower case.
    """
    return [area for area in areas if not _is_excepted(folded, grade, area)] if "except" in grade.hints else areas


def _is_excepted(folded: str, grade: Grade, area: AreaAt) -> bool:
    if area.words is None or not TAKES_OUT.search(folded, max(0, area.start - LONGEST), area.start):
        return False
    return not (area.end <= grade.start and OWN_CLAUSE.fullmatch(folded, area.end, grade.start))
