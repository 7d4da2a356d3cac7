"""What inspectorates grade: the areas of each kind of body, and what the same words mean for another kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.extraction.claims import Body
from schemas import vocabularies

# The areas of police forces and of fire services that are named in the same words.
SAME_WORDS = (
    ("responding-to-the-public", "responding-to-fires-and-other-emergencies"),
    ("preventing-crime", "preventing-fires-and-other-risks"),
    ("developing-a-positive-workplace", "people"),
    ("treatment-of-the-workforce", "people"),
    ("leadership", "managing-performance-and-developing-leaders"),
    ("affordable-way-of-providing-policing", "making-the-service-affordable"),
    ("secure-financial-position", "making-the-service-affordable"),
    ("planning-for-the-future", "making-the-service-affordable"),
)


@cache
def graded_in(kind: str) -> frozenset[str]:
    """The areas a kind of body can be graded in: those of the programmes it is inspected under."""
    kinds = {kind} | ({"territorial-force"} if kind in ("special-force", "regional-unit", "national-agency") else set())
    by_kind = vocabularies.areas_by_kind()
    return frozenset({"overall", "other"}.union(*(by_kind.get(one, ()) for one in kinds)))


@cache
def only_area(kind: str) -> str:
    """The area of a grade that names none: the whole of an inspection, or all that a kind of body is inspected in."""
    areas = vocabularies.areas_by_kind().get(kind, frozenset())
    return next(iter(areas)) if len(areas) == 1 else "overall"


# HMICFRS inspects the fire services of England, and nobody else's inspectors give grades.
NOT_GRADED = frozenset({"Wales", "Scotland", "Northern Ireland"})


@cache
def is_graded(body: Body) -> bool:
    """Whether any inspectorate grades a body."""
    entry = vocabularies.bodies().get(body.body_id)
    return body.kind != "fire-service" or entry is None or entry.region not in NOT_GRADED


@cache
def readings_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """All areas that words for some areas may name, whatever body they are said of."""
    more = (b if code == a else a for code in codes for a, b in SAME_WORDS if code in (a, b))
    return tuple(dict.fromkeys((*codes, *more)))


def area_for(codes: Sequence[str], kind: str) -> str:
    """The area that words for some areas name when they are said of a kind of body; the first where none suits."""
    suiting = graded_in(kind)
    return next((code for code in readings_of(tuple(codes)) if code in suiting), codes[0])


def programme_of(area: str, body: Body, report: str | None, *, regional: bool) -> str | None:
    """The programme a grade belongs to, by the kind of body, the area and the day of the report; None when open."""
    day = {10: report, 7: f"{report}-28"}.get(len(report or ""))
    if day is None:
        return None
    found = [
        p
        for p in vocabularies.programmes()
        if body.kind in p.body_kinds
        and area in p.areas
        and (p.valid_from or "") <= day
        and day[: len(p.valid_to or "")] <= (p.valid_to or "")  # a whole year or month, where it is no day
    ]
    units = [p.programme for p in found if "regional-unit" in p.body_kinds]
    others = [p.programme for p in found if p.programme not in units]
    if regional and units:
        return units[0]
    return others[0] if len(others) == 1 else units[0] if units and not others else None
