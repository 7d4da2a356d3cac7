"""What is graded as a part: "Under the first of these headings, prevention was G", "Kent's control room was G"."""

from __future__ import annotations

import re

from flows.extraction.grades.areas import Areas
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Group

# "Under |the first of these headings|, |prevention was G": of a part of it. Read text in lower case.
WITHIN = re.compile(r"\W*(?:(?:and|but)\s+)?(?:within|in|inside|under|beneath|underneath|as\s+part\s+of)\s+")
PART = re.compile(r"(?:\s+\w+)?,\s+(?:(?:its|the|their|how)\s+)?")
# Nouns for what a body does as a whole, and for itself, before which other words make a part of it: "its fraud unit".
DOES = frozenset(
    "performance work grade grading rating judgement judgment verdict mark result outcome report inspection assessment score "
    "approach response record handling management treatment arrangements last first previous own overall position status "
    "progress effort efforts results grades ratings neighbour neighbours counterpart partner predecessor".split()
)
ITSELF = frozenset("force service brigade constabulary police policing unit rocu crews firefighters officers services".split())
OF_ITSELF = frozenset("police fire and & rescue own only new regional organised crime county county's whole entire".split())
_PART = (
    r"(?P<part>(?!(?:was|were|is|are|has|had|have|been|and|that|which|who|says?|said)\b)[\w&-]+"
    r"(?:\s+(?!(?:was|were|is|are|has|had|have|been|that|which|who|says?|said)\b)[\w&'-]+){0,3}?)"
)
_IS = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been|requires?|required)\b"
# "Kent Police|'s control room |was G", "|its estate |was G", "the control room at |Kent Police". Read text in lower case.
OWNED_PART = re.compile(rf"'s?\s+{_PART}\s+{_IS}")
ITS_PART = re.compile(rf"\s+{_PART}\s+{_IS}")
PART_AT = re.compile(rf"\b(?:the|its|an?)\s+{_PART}\s+(?:at|within|inside)\s+(?:the\s+)?$")
LONGEST_PART = 60


def _is_part(words: list[str]) -> bool:
    """Whether words with "its" before them name a part of a body, not itself or what it does."""
    head = words[-1]
    return not (head in DOES or (head in ITSELF and OF_ITSELF.issuperset(words[:-1])))


def is_of_its_part(areas: Areas, grade: Grade, group: Group) -> bool:
    """Whether what is graded is a part of a body, which no words of an area name: "Kent's control room was G"."""
    folded = areas.analysis.view.folded
    if group.start >= grade.start:
        return False
    if group.form == "pronoun":
        behind = ITS_PART.match(folded, group.end, grade.start) if folded.startswith("its", group.start) else None
    else:
        behind = OWNED_PART.match(folded, group.end, grade.start)
    low = max(grade.left, group.start - LONGEST_PART)
    at = group.form in ("name", "place") and PART_AT.search(folded, low, group.start)
    found = behind or at
    return bool(found) and _is_part(found["part"].split())


def is_of_part(areas: Areas, one: re.Match[str], grade: Grade) -> bool:
    """Whether a grade is of a part of what its sentence opens with: "Under the first of these, Y was G"."""
    link = PART.match(areas.analysis.view.folded, one.end(), grade.start)
    if link is None or not WITHIN.fullmatch(areas.analysis.view.folded, grade.sentence.start, one.start()):
        return False
    return bool(areas.between(one.end(), link.end() + 1))
