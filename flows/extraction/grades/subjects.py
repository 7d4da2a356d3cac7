"""The bodies a grade is given to, unless its subject is a noun for another: a partnership, the other service."""

from __future__ import annotations

from flows.extraction.grades.bodies import bodies_for
from flows.extraction.grades.collectives import is_of_collective
from flows.extraction.grades.excepted_bodies import without_excepted
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Context, Group
from flows.extraction.grades.services import of_its_service


def graded_bodies(context: Context, grade: Grade, previous: Group | None, area: str) -> Group | None:
    """The bodies a grade is given to; None where the text leaves it open, or what is graded is none of ours."""
    group = bodies_for(context, grade, previous, area)
    if group is None or is_of_collective(context, grade, group):
        return None
    return of_its_service(context, grade, without_excepted(context, grade, group))
