"""Grades of somebody, something or a part of a body: "Sergeant NAME of Kent Police", "Kent's control room was G"."""

from __future__ import annotations

import re

from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.body_words import SUBJECT_GAP
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.words import any_of

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
# "the last of these|, |people|, was G"
NAMED_BEHIND = re.compile(r"(?:,|\s[–—-]|\s\()\s?(?:(?:its|the|their|on|for)\s+)?")
# What else stands for a body itself where it is graded for something. Reads text in lower case, as all here do.
ITSELF = any_of(
    "efforts? ability abilities capability capacity workforce staff leaders leadership team standards? use way ways "
    "systems? process(?:es)? operations? operation activity activities practices? culture strategy areas? "
    "delivery provision contribution workings? people others part parts"
)
ENDS_IN_ITSELF = re.compile(rf"\b{ITSELF}$")
NOT_NAMED = ("context", "speaker", "set", "listed", "inverted")
# "NAME |of |Kent Police"
OF_BODY = re.compile(r",?\s+(?:of|from|at|with|in)\s+(?:the\s+)?$")
OWNED = re.compile(rf"(?:\s+police)?'s?\s+{NOUNS}(?=\s+{IS})")
OWN = re.compile(rf"\s+{NOUNS}(?=\s+{IS})")
# "Dogs at |Kent Police |were rated", "a drone that |Kent Police |bought was rated"
AT = re.compile(rf"(?:\b(?:the|its|an?|some|two|three)\s+|^\W*){NOUNS}\s+(?:at|within|inside|of)\s+(?:the\s+)?$")
THAT = re.compile(rf"\b(?:the|an?|some)\s+{NOUNS}\s+(?:that|which)\s+$")
HAS = re.compile(r"(?:\s+(?!was\b|were\b|is\b|are\b|has\b|have\b|had\b|and\b)[\w’'-]+){1,4}")
# "handling| of cases": what it is a part of.
HEAD = re.compile(r"\s(?:of|for|to|with|in|on|at|by|against|around|towards?)\s")
LONGEST = 60


def is_of_thing(areas: Areas, grade: Grade, group: Group, named: list[AreaAt]) -> bool:
    """Whether a person, or a thing that no words of an area name, was given a grade for something named behind it."""
    if group.form in NOT_NAMED or group.start >= grade.start or len(group.bodies) > 1:
        return False
    if not named or any(area.start < grade.end for area in named):
        return False
    folded = areas.analysis.view.folded
    edge = grade.verb if grade.verb is not None and grade.verb > group.end else grade.start
    low = max(grade.left, group.start - LONGEST)
    before = folded[low : group.start]
    if SUBJECT_GAP.fullmatch(folded, group.end, edge):
        of_body = OF_BODY.search(before)
        if of_body and low + of_body.start() in areas.analysis.person_ends:
            return True
        at = AT.search(before)
        return at is not None and _is_thing(areas, at, low)
    that = THAT.search(before)
    if that and (has := HAS.match(folded, group.end, edge)) and SUBJECT_GAP.fullmatch(folded, has.end(), edge):
        return _is_thing(areas, that, low)
    if group.form == "pronoun" and not folded.startswith("its", group.start):
        return False
    stop = grade.end if grade.frame == "requires" else grade.start
    owned = (OWN if group.form == "pronoun" else OWNED).match(folded, group.end, stop)
    if owned is None or not SUBJECT_GAP.fullmatch(folded, owned.end(), edge):
        return False
    return _is_thing(areas, owned, 0)


def _is_thing(areas: Areas, found: re.Match[str], at: int) -> bool:
    """Whether words for a part of a body are for no body as a whole, and for no area."""
    if found["part"].endswith(" and"):
        return False  # "It beats its neighbours and |was rated G": what goes on is another's
    part = HEAD.split(" ".join(found["part"].split()), maxsplit=1)[0]
    if AS_A_WHOLE.fullmatch(part) or ENDS_IN_ITSELF.search(part):
        return False
    return not areas.between(at + found.start("part"), at + found.end("part"))


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
