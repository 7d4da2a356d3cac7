"""What is graded as a part: "Under the first of these headings, prevention was G", "Kent's control room was G"."""

from __future__ import annotations

import re

from flows.extraction.grades.area_at import AreaAt
from flows.extraction.grades.areas import Areas
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Group
from flows.extraction.grades.words import any_of

# "Under |the first of these headings|, |prevention was G": of a part of it. Read text in lower case.
WITHIN = re.compile(r"\W*(?:(?:and|but)\s+)?(?:within|in|inside|under|beneath|underneath|as\s+part\s+of)\s+")
PART = re.compile(r"(?:\s+\w+)?,\s+(?:(?:its|the|their|how)\s+)?")
# Nouns for what a body does as a whole, and for itself, before which other words make a part of it: "its fraud unit".
DOES = any_of(
    "performance work grad(?:e|ing)s? ratings? judge?ment verdict mark results? outcome report inspection "
    "assessment score approach response record handling management treatment arrangements last first previous "
    "own overall position status progress efforts? neighbours? counterpart partner predecessor"
)
_ITSELF = any_of("force services? brigade constabulary police policing unit rocu crews firefighters officers")
_OF_ITSELF = any_of("police fire and & rescue own only new regional organised crime county county's whole entire")
AS_A_WHOLE = re.compile(rf"(?:.*\s)?{DOES}|(?:{_OF_ITSELF}\s)*{_ITSELF}")
NOUNS = (
    r"(?P<part>(?!(?:was|were|is|are|has|had|have|been|and|that|which|who|says?|said)\b)[\w&-]+"
    r"(?:\s+(?!(?:was|were|is|are|has|had|have|been|that|which|who|says?|said)\b)[\w&'-]+){0,3}?)"
)
IS = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been|requires?|required)\b"
# "Kent Police|'s control room |was G", "|its estate |was G", "the control room at |Kent Police".
# Read text in lower case.
OWNED_PART = re.compile(rf"'s?\s+{NOUNS}\s+{IS}")
ITS_PART = re.compile(rf"\s+{NOUNS}\s+{IS}")
PART_AT = re.compile(rf"\b(?:the|its|an?)\s+{NOUNS}\s+(?:at|within|inside)\s+(?:the\s+)?$")
LONGEST_PART = 60


def is_of_its_part(areas: Areas, grade: Grade, group: Group) -> bool:
    """Whether what is graded is a part of a body, which no words of an area name: "Kent's control room was G"."""
    folded = areas.analysis.view.folded
    if group.start >= grade.start:
        return False
    # "Kent: G at Y; Surrey: G": of what, the last part does not say.
    if grade.frame == "list" and folded.endswith("; ", 0, group.start) and folded.startswith(":", group.end):
        return bool(areas.between(grade.sentence.start, group.start))
    stop = grade.end if grade.frame == "requires" else grade.start
    if group.form == "pronoun":
        behind = ITS_PART.match(folded, group.end, stop) if folded.startswith("its", group.start) else None
    else:
        behind = OWNED_PART.match(folded, group.end, stop)
    low = max(grade.left, group.start - LONGEST_PART)
    at = group.form in ("name", "place") and PART_AT.search(folded, low, group.start)
    found = behind or at or None
    return found is not None and not AS_A_WHOLE.fullmatch(" ".join(found["part"].split()))


# "the last of these|, |people|, was G"
NAMED_BEHIND = re.compile(r"(?:,|\s[–—-]|\s\()\s?(?:(?:its|the|their|on|for)\s+)?")


def is_of_part(areas: Areas, one: re.Match[str], grade: Grade) -> bool:
    """Whether a grade is of a part of what its sentence opens with: "Under the first of these, Y was G"."""
    link = PART.match(areas.analysis.view.folded, one.end(), grade.start)
    if link is None or not WITHIN.fullmatch(areas.analysis.view.folded, grade.sentence.start, one.start()):
        return False
    return bool(areas.between(one.end(), link.end() + 1))


def names_it(areas: Areas, one: re.Match[str]) -> list[AreaAt]:
    """The area that "the last of these, people, was G" names itself."""
    folded = areas.analysis.view.folded
    link = NAMED_BEHIND.match(folded, one.end())
    named = areas.between(link.end(), link.end() + 1) if link else []
    return [
        area for area in named if folded[area.end : area.end + 1] in (",", ")") or folded.startswith(" –", area.end)
    ]
