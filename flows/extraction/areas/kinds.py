"""Which areas each kind of body is graded in, and what one kind's area is called that another's words name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import POLICE_KINDS
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.claims import Body
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import REFERRING, Group, fire_services_of
from flows.extraction.grades.words.area_at import AreaAt, everyday
from flows.extraction.grades.words.area_words import WORKPLACE
from schemas import vocabularies

# Only the inspection of 2014 graded the two apart.
ANTI_SOCIAL, ONE_QUESTION_SINCE = "tackling-anti-social-behaviour", 2015
FIRE_KIND = frozenset({"fire-service"})


@cache
def suited(kind: str) -> frozenset[str]:
    """The areas a kind of body can be graded in: those of the programmes it is inspected under."""
    kinds = {kind} | ({"territorial-force"} if kind in ("special-force", "regional-unit", "national-agency") else set())
    by_kind = vocabularies.areas_by_kind()
    return frozenset({"overall", "other"}.union(*(by_kind.get(one, ()) for one in kinds)))


def suits(code: str, group: Group) -> bool:
    """Whether all bodies of a group are inspected in an area."""
    return all(code in suited(body.kind) for body in group.bodies)


# HMICFRS inspects the fire services of England, and nobody else's inspectors give grades.
NOT_GRADED = frozenset({"Wales", "Scotland", "Northern Ireland"})


def are_graded(group: Group) -> Group:
    """A group without the fire services that no inspectorate grades."""
    if any(body.kind == "fire-service" and _is_outside(body.body_id) for body in group.bodies):
        bodies = [b for b in group.bodies if b.kind != "fire-service" or not _is_outside(b.body_id)]
        return replace(group, bodies=tuple(bodies))
    return group


@cache
def _is_outside(body_id: str) -> bool:
    entry = vocabularies.bodies().get(body_id)
    return entry is not None and entry.region in NOT_GRADED


# What a police force is graded in where a fire service is graded in the other, said in the same words.
OF_POLICE = {
    "responding-to-fires-and-other-emergencies": "responding-to-the-public",
    "preventing-fires-and-other-risks": "preventing-crime",
    "making-the-service-affordable": "affordable-way-of-providing-policing",
    "people": WORKPLACE,
}
# And the other way about.
OF_FIRE = {
    "affordable-way-of-providing-policing": "making-the-service-affordable",
    "secure-financial-position": "making-the-service-affordable",
    "planning-for-the-future": "making-the-service-affordable",
    "responding-to-the-public": "responding-to-fires-and-other-emergencies",
    "leadership": "managing-performance-and-developing-leaders",
    "treatment-of-the-workforce": "people",
    WORKPLACE: "people",
}


def suiting(area: AreaAt, bodies: tuple[Body, ...]) -> AreaAt | None:
    """The area as bodies can be graded in it: a force's for a fire service's, where no fire is named; None if none."""
    if all(area.code in suited(body.kind) for body in bodies):
        return area
    words = (area.words or "").lower().split()
    several = len(words) > 2 or area.code != "people"
    code = OF_POLICE.get(area.code, "") if several and "fire" not in words and "fires" not in words else ""
    for other in (code, OF_FIRE.get(area.code, "")):
        if all(other in suited(body.kind) for body in bodies):
            return AreaAt(other, area.words, area.start, area.end)
    return None


def of_one_kind(analysis: Analysis, grade: Grade, group: Group, areas: list[AreaAt]) -> tuple[Group, list[AreaAt]]:
    """A group and the areas it can be graded in.

    Where a place has none of them, its fire service is meant; "it" is then the last body named that has.
    """
    fitting = [fit for area in areas if (fit := suiting(area, group.bodies))]
    if len(fitting) == len(areas):
        return group, fitting
    meant = fire_services_of(group, analysis.text)
    if fitting:  # some alone: of a place, all may be its fire service's
        of_fire = [fit for area in areas if (fit := suiting(area, meant.bodies))] if meant else []
        return (meant, of_fire) if meant and len(of_fire) == len(areas) else (group, fitting)
    if group.form in REFERRING and not all(everyday(area) for area in areas):
        other = POLICE_KINDS if {body.kind for body in group.bodies} == FIRE_KIND else FIRE_KIND
        body = antecedent(analysis, grade.sentence.start, other)
        meant = replace(group, bodies=(body,)) if body else None
    of_these = [fit for area in areas if (fit := suiting(area, meant.bodies))] if meant else []
    return (meant, of_these) if meant and of_these else (group, [])


def in_one_question(areas: list[AreaAt]) -> list[AreaAt]:
    """The last of some areas; with crime where that is anti-social behaviour right behind it, in the same question."""
    one = [area.code for area in areas[-2:]] == ["preventing-crime", ANTI_SOCIAL]
    return areas[-2:] if one and areas[-1].start - areas[-2].end <= len(" and ") else areas[-1:]


def of_one_question(areas: list[AreaAt], year: int | None) -> list[AreaAt]:
    """The areas without anti-social behaviour, where an inspection asks for it and crime in one question."""
    early = (year or 0) < ONE_QUESTION_SINCE
    if early or len(areas) < 2 or all(area.code != "preventing-crime" for area in areas):
        return areas
    return [area for area in areas if area.code != ANTI_SOCIAL]
