"""Grades of somebody or something of a body, area or not: "Sergeant NAME of Kent Police", "Kent Police's new app"."""

from __future__ import annotations

import re

from flows.extraction.areas.within import AS_A_WHOLE, IS, NOUNS
from flows.extraction.grades.area_at import AreaAt
from flows.extraction.grades.areas import Areas
from flows.extraction.grades.body_words import SUBJECT_GAP
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Group
from flows.extraction.grades.words import any_of

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
