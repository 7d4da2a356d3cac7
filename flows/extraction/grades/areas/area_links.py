"""Areas tied to a grade from afar: in a row, by the question that is asked, by what they are filed under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extraction.analysis.bodies.bodies import COORDINATION
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import AREA_GLUE, ASKED, CALLED, PILLAR_OF

if TYPE_CHECKING:
    from flows.extraction.grades.areas.areas import Areas


# "On |its leadership the two differ: …". Reads text in lower case.
FRONTS = re.compile(
    r"\W*(?:(?:and|but)\s+)?(?:in|on|for|at|under|over|as\s+(?:for|to)|when\s+it\s+comes\s+to)\s+(?:(?:its|the|their)\s+)?"
)


# "Under its |effectiveness pillar, |prevention| was G", "On |efficiency, |the use of resources| was G": a part of it.
# Read text in lower case.
PART_OF = re.compile(
    r"(?:^|[.,;:–—]\s*|\b(?:and|but|while)\s+)(?:(?P<within>within|inside|under|beneath|underneath|as\s+part\s+of)|in|on|for)\s+"
    r"(?:(?:its|the|their)\s+)?[\"']?$"
)
HEADS_PARTS = re.compile(r"[\"']?(?:\s+(?:pillar|heading|strand|question|section|theme|banner))?,(?!\s+and\b)")
IS_SUBJECT = re.compile(
    r"[\"']?,?\s+(?:(?:also|both|all|each)\s+)?(?:is|are|was|were|has|have|had|requires?|required|came|gets?|got)\b"
)
LONGEST_FRONT = len("underneath their ") + len(" but ")
PILLARS = ("effectiveness", "efficiency", "legitimacy", "people")
# "Y| (which it has been since 2016), |Z", "Y|, where it has more officers, |for Z", "Y| – a surprise – |Z": by the way.
BETWEEN_AREAS = re.compile(
    r"\s\((?:which|where|as|up|down|an?|the|its)\s[^()]{3,80}\)|,\s(?:which|where|in\swhich|an?|the\sonly)\s(?:[\w’'&-]++\s?){2,14}(?=[,;]\s)|"
    r"\s[–—-]\s[^–—;.]{3,80}\s[–—-](?=\s)"
)
SHORTEST_ASIDE = len(", a first, ")


def chain_of(text: str, named: list[AreaAt]) -> list[AreaAt]:
    """The last of some areas, and those before it that stand beside it as its equals."""
    chain = named[-1:]
    for area in reversed(named[:-1]):
        joint = COORDINATION.match(text, area.end + (text[area.end] in "”\"’'"))
        if not joint or not AREA_GLUE.fullmatch(text[area.end : chain[0].start]):
            break
        chain.insert(0, area)
    return chain


def parts_alone(folded: str, chain: list[AreaAt]) -> list[AreaAt]:
    """A chain without the pillar it opens with, where the others are parts of it: "Under efficiency, Y was G"."""
    first, parts = chain[0], chain[1:]
    if not parts or first.code not in PILLARS or any(part.code in PILLARS for part in parts):
        return chain
    front = PART_OF.search(folded, max(0, first.start - LONGEST_FRONT), first.start)
    if front is None or not HEADS_PARTS.match(folded, first.end, parts[0].start):
        return chain
    return parts if front["within"] or IS_SUBJECT.match(folded, parts[-1].end) else chain


def fronted_to_colon(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The areas that a sentence opens with, where a colon leads on to their grades: "On Y they differ: X was G"."""
    analysis, start = areas.analysis, grade.sentence.start
    colon = analysis.view.folded.rfind(":", start, grade.start)
    link = FRONTS.match(analysis.view.folded, start, grade.start) if colon > 0 else None
    if link is None or grade.left < colon or analysis.triggers.any_within("grade", start, colon):
        return []
    named = [area for area in areas.between(start, colon) if area.code != "overall"]
    opens = bool(named) and named[0].start == link.end()
    return named if opens and chain_of(analysis.text, named) == named else []


# "…, for |Y |G", "; on |Y|, |G": an area and its grade without a verb. Read text in lower case.
OPENS_ELLIPSIS = re.compile(
    r"(?:(?P<apart>;\s+(?:(?:and|but)\s+)?)|,\s+(?:(?:and|but|while)\s+)?|\s+(?:and|but|while)\s+)"
    r"(?:for|on|at|in|under|as\s+for)\s+(?:(?:its|the|their)\s+)?$"
)
ENDS_ELLIPSIS = re.compile(r"[\"']?(?P<comma>[,:])?\s+(?:(?:an?|only|merely|just|rated|graded|judged|as)\s+)*[\"']?")
LONGEST_JOINT = len("; and  as  for  their  ")


def fronts_without_verb(areas: Areas, grades: list[Grade]) -> list[int | None]:
    """Where the area begins that a grade has before it without a verb: "G for Y|, for Z G", "G on Y|; on Z, G"."""
    fronts: list[int | None] = [None] * len(grades)
    for number in range(len(grades) - 1, 0, -1):
        later = fronts[number + 1] if number + 1 < len(grades) else None
        stop = later if later is not None else grades[number].right
        fronts[number] = _front(areas, grades[number - 1], grades[number], stop)
    return fronts


def _front(areas: Areas, before: Grade, grade: Grade, stop: int) -> int | None:
    """Where the words about the grade before give way to the area of one that names none up to a position."""
    folded = areas.analysis.view.folded
    named = [area for area in areas.between(before.end, grade.start) if area.end <= grade.start]
    if not named or not (gap := ENDS_ELLIPSIS.fullmatch(folded, named[-1].end, grade.start)):
        return None
    if areas.after(grade, grade.after, stop):
        return None
    for area in (named[-1], chain_of(areas.analysis.text, named)[0]):
        joint = OPENS_ELLIPSIS.search(folded, max(before.end, area.start - LONGEST_JOINT), area.start)
        if joint and (joint["apart"] or not gap["comma"]):
            return joint.start()
    return None


def asked_for(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The pillar of "how efficiently it keeps people safe is G", where the words behind it name no other area."""
    view = areas.analysis.view
    before = view.folded[grade.left : grade.start]
    asked = ASKED.search(before) if " which " in before or "how " in before else None
    if asked is None:
        return []
    start, end = (grade.left + at for at in asked.span("words"))
    code = asked["noun"] or PILLAR_OF[asked["manner"] or asked["degree"]]
    if any(area.code not in PILLAR_OF.values() for area in areas.plain(start, end)):
        return []
    return [AreaAt(code, view.original(start, end), start, end)]


def called(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The area that what is graded is filed under, wherever its sentence says so: "an area it calls Y"."""
    if "heading" not in grade.hints:
        return []
    for said in CALLED.finditer(areas.analysis.view.folded, grade.end, grade.right):
        if named := [area for area in areas.between(said.end(), said.end() + 1) if area.code != "overall"]:
            return named
    return []


def gap_between(text: str, end: int, start: int) -> str:
    """What stands between two areas of a list, without what is told by the way."""
    gap = text[end:start]
    return BETWEEN_AREAS.sub("", gap, count=1) if len(gap) > SHORTEST_ASIDE else gap
