"""The bodies that can be the subject of a grade, without those that another is only compared with."""

from __future__ import annotations

from flows.extraction.analysis.bodies.compared import not_compared
from flows.extraction.grades.frames.body_words import TOLD_OF_IT
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group


def without_compared(text: str, groups: list[Group], grade: Grade) -> list[Group]:
    """The groups of a clause that are left where others are named beside them: "Like KENT, |it is G"."""
    if len(groups) < len(("one", "other")):
        return groups
    left = not_compared(text, grade.sentence.start, groups)
    return left or groups


def past_aside(text: str, end: int, edge: int, grade: Grade) -> int:
    """Where what is said of a body goes on behind an aside: "KENT, like Surrey Police, |was G"."""
    told = TOLD_OF_IT.match(text, end, grade.start) if text.startswith(",", end) else None
    return told.end() if told and told.end() <= edge else end
