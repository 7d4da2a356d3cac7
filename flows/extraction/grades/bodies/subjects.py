"""The bodies a grade is given to, without those that its sentence excepts: "all were G except Kent Police".

None where its subject is a noun for another: a partnership, the other service.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import COORDINATION
from flows.extraction.analysis.bodies.places import fire_service_of
from flows.extraction.analysis.text.exceptions import EXCEPT
from flows.extraction.claims import Body
from flows.extraction.grades.bodies.bodies import bodies_for
from flows.extraction.grades.bodies.collectives import is_of_collective
from flows.extraction.grades.bodies.services import of_its_service
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group

# Reads text in lower case.
TAKES_OUT = re.compile(
    rf"\b(?:except\s+(?:in|at)|{EXCEPT}|"
    r"(?:but|though|although|just)\s+not|"
    r"(?:(?<=all\s)|(?<=,\s))(?:bar|save(?:\s+for)?))\s+(?:the\s+)?"
)
# "Kent Police |apart, …". Reads text in lower case.
APART = re.compile(r"\s+(?:apart|excepted)(?=[,.;:)]|\s+[–—-]\s|$)")
# "except Kent Police |for leadership", "apart from Kent Police|'s cells": another area, or a thing of the body.
SOMETHING_OF_IT = re.compile(r"['’]|\s+(?:for|at|in|on)\s+(?!(?:the|our)\s+(?:north|south|east|west|region|county)\b)")


def graded_bodies(context: Context, grade: Grade, previous: Group | None, area: str) -> Group | None:
    """The bodies a grade is given to; None where the text leaves it open, or what is graded is none of ours."""
    group = bodies_for(context, grade, previous, area)
    if group is None or is_of_collective(context, grade, group):
        return None
    return of_its_service(context, grade, _without_excepted(context, grade, group))


def _without_excepted(context: Context, grade: Grade, group: Group) -> Group:
    """The bodies of a group without those that the sentence excepts from the grade."""
    analysis, sentence = context.analysis, grade.sentence
    if len(group.bodies) == 1 or "except" not in grade.hints:
        return group
    said = analysis.view.folded[sentence.start : sentence.end]
    out = set[str]()
    for found in TAKES_OUT.finditer(analysis.view.folded, sentence.start, sentence.end):
        low, high = sorted((grade.end, found.start()) if found.start() > grade.start else (found.end(), grade.start))
        if not analysis.triggers.any_within("grade", low, high):
            out |= _excepted(analysis, found.end())
    if "apart" in said or "excepted" in said:
        named = [
            *analysis.mentions_in(sentence.start, sentence.end),
            *analysis.places_in(sentence.start, sentence.end),
        ]
        for one in named:
            if APART.match(analysis.view.folded, one.end, sentence.end):
                out |= _excepted(analysis, one.start)
    left = tuple(body for body in group.bodies if body.body_id not in out)
    return replace(group, bodies=left) if left and len(left) < len(group.bodies) else group


def _excepted(analysis: Analysis, at: int) -> set[str]:
    """The bodies, and their fire services, that are named side by side from a position on."""
    bodies, end = list[Body](), at
    while named := [*analysis.mentions_in(at, at + 1), *analysis.places_in(at, at + 1)]:
        longest = max(named, key=lambda one: one.end)
        bodies.append(longest.body)
        end = longest.end
        joint = COORDINATION.match(analysis.text, end)
        if joint is None:
            break
        at = joint.end()
    if SOMETHING_OF_IT.match(analysis.text, end):
        return set()
    services = [service for body in bodies if (service := fire_service_of(body))]
    return {body.body_id for body in (*bodies, *services)}
