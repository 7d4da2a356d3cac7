"""What marks or small words tie to a grade: a body with a bracket, "G at Kent", its object."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.grades.frames.body_words import AT_BODY, SOMEWHERE
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import AREA_GLUE, AS_GRADE, BEGINS_OBJECT, OF_THIS

# How far behind where a bracket opens its grade may stand.
LONGEST_BRACKET = 100


def bracketed(folded: str, grade: Grade, groups: list[Group], area: str) -> Group | None:
    """The body that a bracket around a grade stands right behind: "Kent Police (efficiency: G) and …".

    Of "custody in Kent (G)" it is no body, but where something is: a group without bodies.
    """
    opens = folded.rfind("(", max(grade.sentence.start, grade.start - LONGEST_BRACKET), grade.start)
    if opens < 0 or ")" in folded[opens : grade.start]:
        return None
    before = next((g for g in groups if g.end <= opens and not folded[g.end : opens].strip()), None)
    if before is None or before.form not in ("name", "place") or len(before.bodies) > 1:
        return None
    somewhere = before.form == "place" and SOMEWHERE.search(folded, grade.sentence.start, before.start)
    if somewhere:
        return replace(before, bodies=()) if area in ("overall", "other") else None
    return before


def bracketed_behind(text: str, grade: Grade, groups: list[Group]) -> Group | None:
    """The body in the bracket behind a grade and its area, with none before: "G for Y (Kent Police, 2023)"."""
    opens = text.find("(", grade.after, min(grade.sentence.end, grade.after + LONGEST_BRACKET))
    if opens < 0 or any(mark in text[grade.after : opens] for mark in ".;:)"):
        return None
    named = next((g for g in groups if g.start == opens + 1 and g.form in ("name", "place")), None)
    if named is None or text[named.end : named.end + 1] not in (")", ","):
        return None
    subjects = [g for g in groups if grade.left <= g.start < opens and text[g.start - 1 : g.start] != "("]
    return None if subjects else named


def at_body(text: str, grade: Grade, groups: list[Group], previous: Group | None) -> Group | None:
    """The body of "Protection was G at Kent", and of "… and G at Surrey", where no other body is the subject."""
    link = AT_BODY.match(text, grade.after)
    there = next((g for g in groups if link and g.start == link.end() and g.form in ("name", "place")), None)
    told = (
        previous.start
        if previous and there and AT_BODY.fullmatch(text, previous.start - len(" at "), previous.start)
        else None
    )
    return None if any(grade.left <= g.start < grade.start and g.start != told for g in groups) else there


def is_followed_by_its_object(text: str, grade: Grade) -> bool:
    """Whether what is judged stands behind the grade: "rates as G the way it …"."""
    at = grade.verb
    return at is not None and bool(AS_GRADE.fullmatch(text, at, grade.start) and BEGINS_OBJECT.match(text, grade.after))


def is_of_grade_before(analysis: Analysis, grade: Grade, area: AreaAt) -> bool:
    """Whether an area before a grade is another's: "G for |Y, and G, for Z"."""
    others = analysis.triggers.within("grade", grade.left, area.start)
    if not others or not OF_THIS.match(analysis.view.folded, grade.after):
        return False
    behind = max(analysis.view.folded.find(" ", others[-1]), others[-1])
    return AREA_GLUE.fullmatch(analysis.text, behind, area.start) is not None
