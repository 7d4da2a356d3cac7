"""Columns and rows of a table that hold no grades of inspectors: marks of others, aims, work to do, unknown bodies."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.groups.groups import Context
from flows.extraction.grades.groups.peers import HEADS
from flows.extraction.grades.layouts.cells import Row
from flows.extraction.grades.layouts.labels import NO_AREA, names_bodies, opening

# What heads a column of other marks than inspectors give, and of marks that are yet to come.
NO_GRADES = re.compile(
    r"\b(?:progress(?!\s+since)|conditions?|controls?|opinions?|assurance|confidence|self[\s-]*assess\w*|own\s+view|targets?|forecast|"
    r"expected|predicted|capacity|capability|(?:pcc|opcc|force|our|public|residents?['’]?|commissioner['’]?s?)\s+(?:views?|rag)|projected|aims?|ambitions?|risk)\b",
    re.IGNORECASE,
)
# "Control effectiveness" is no pillar.
CONTROLS = re.compile(r"\bcontrols?\b", re.IGNORECASE)
# What heads rows of work to be done, whose marks are none of inspectors unless it is said.
TO_DO_HEAD = re.compile(r"\W*(?:recommendations?|actions?|tasks?|milestones?|objectives?|risks?)\b", re.IGNORECASE)
BY_INSPECTORS = re.compile(rf"\b(?:{WATCHDOG}|{PROGRAMME}|inspect\w*|graded?)\b", re.IGNORECASE)
# Where one column is that of the grades, others may say how the work on them goes.
IS_GRADE = re.compile(r"\b(?:grad(?:e|es|ed|ing)|rat(?:ing|ed)|judge?(?:ment|d))\b", re.IGNORECASE)
OF_WORK = re.compile(r"\b(?:status|staffing|training|data|quality|delivery|action|plan)\b", re.IGNORECASE)
# What heads a column of bodies, and nothing else.
OF_BODIES = re.compile(
    r"\W*(?:(?:police\s+)?forces?|(?:fire(?:\s+and\s+rescue)?\s+)?services?|brigades?|bod(?:y|ies))\W*", re.IGNORECASE
)


def is_of_something_else(context: Context, areas: Areas, row: Row, number: int) -> bool:
    """Whether a column holds no grades of inspectors, by its head or because another's says that it does."""
    text, head = areas.analysis.text, row.head(number)
    if head is None:
        return False
    to_do = TO_DO_HEAD.match(text, row.heads[0].start, row.heads[0].end)
    if to_do and not BY_INSPECTORS.search(text, head.start, head.end):
        return True
    if areas.between(head.start, head.end):
        return CONTROLS.search(text, head.start, head.end) is not None
    peers = HEADS.search(text, head.start, head.end) and not names_bodies(context, head)
    if peers or NO_GRADES.search(text, head.start, head.end):
        return True
    others = [other for n, _ in row.graded if n != number and (other := row.head(n))]
    graded = any(IS_GRADE.search(text, other.start, other.end) for other in others)
    return graded and bool(OF_WORK.search(text, head.start, head.end))


def names_unknown_body(context: Context, areas: Areas, row: Row) -> bool:
    """Whether a row opens with something that is no body, below a head of bodies."""
    text, labels = context.analysis.text, row.labels(context.analysis.text)
    head = row.head(0)
    if head is None or labels[:1] != [0] or not OF_BODIES.fullmatch(text, head.start, head.end):
        return False
    first = row.cells[0]
    return not (names_bodies(context, first) or opening(areas, first) or NO_AREA.search(text[first.start : first.end]))
