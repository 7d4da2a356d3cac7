"""What inspectorates grade: the areas for each kind of body, the area that words mean for a kind, the programme."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from schemas import vocabularies

# Pairs (area of police forces, area of fire services) that documents name with the same words.
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
    """Return the areas a kind of body can be graded in; other police bodies share the areas of territorial forces."""
    kinds = {kind} | ({"territorial-force"} if kind in ("special-force", "regional-unit", "national-agency") else set())
    by_kind = vocabularies.areas_by_kind()
    return frozenset({"overall", "other"}.union(*(by_kind.get(one, ()) for one in kinds)))


@cache
def only_area(kind: str) -> str:
    """Return the area of a grade that names no area: the one area of the kind of body, else `overall`."""
    areas = vocabularies.areas_by_kind().get(kind, frozenset())
    return next(iter(areas)) if len(areas) == 1 else "overall"


# No inspectorate grades the fire services of these regions: HMICFRS inspects England's only.
NOT_GRADED = frozenset({"Wales", "Scotland", "Northern Ireland"})


@cache
def is_graded(body_id: str, kind: str) -> bool:
    """Whether an inspectorate grades a body: only fire services outside England are never graded."""
    entry = vocabularies.bodies().get(body_id)
    return kind != "fire-service" or entry is None or entry.region not in NOT_GRADED


@cache
def readings_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes with the areas that `SAME_WORDS` pairs them with, the given codes first, without repeats."""
    more = (b if code == a else a for code in codes for a, b in SAME_WORDS if code in (a, b))
    return tuple(dict.fromkeys((*codes, *more)))


def area_for(codes: Sequence[str], kind: str) -> str:
    """Return the area that the same words mean for a kind of body; the first of `codes` if no area suits the kind."""
    suiting = graded_in(kind)
    return next((code for code in readings_of(tuple(codes)) if code in suiting), codes[0])


def programmes_named(text: str) -> frozenset[str]:
    """Return the programmes that a text names, in whole words. `text`: in lower case, with plain dashes."""
    return frozenset(
        one.programme
        for one in vocabularies.programmes()
        if any(name in text and re.search(rf"\b{re.escape(name)}\b", text) for name in one.named)
    )


def programme_of(
    area: str,
    kind: str,
    report: str | None,
    *,
    regional: bool,
    named: frozenset[str] = frozenset(),
    beside: Collection[str] = (),
) -> str | None:
    """Return the programme of a grade whose report came out on a day or in a month.

    None if `report` is anything else. `regional`: programmes of regional units go first. Of several that fit, the only
    one in `named` is it; if none is named, the only one with the areas `beside`, those that its report grades too.
    """
    day = {10: report, 7: f"{report}-28"}.get(len(report or ""))
    if day is None:
        return None
    matching = [
        p
        for p in vocabularies.programmes()
        if kind in p.body_kinds
        and area in p.areas
        and (p.valid_from or "") <= day
        and day[: len(p.valid_to or "")] <= (p.valid_to or "")  # valid_to may be a year or a month: all of it counts
    ]
    units = [p for p in matching if "regional-unit" in p.body_kinds]
    if regional and units:
        return units[0].programme
    fitting = [p for p in matching if p not in units] or units[:1]
    if len(fitting) > 1:
        shared = {code for code in beside if any(code in p.areas for p in fitting)}
        told = [p for p in fitting if p.programme in named]
        fitting = told or [p for p in fitting if shared.issubset(p.areas)]
    return fitting[0].programme if len(fitting) == 1 else None


def inspectorate_behind(programme: str | None) -> str | None:
    """Return the short name of the inspectorate that inspects in a programme; None without a programme."""
    ids = (one.inspectorate_id for one in vocabularies.programmes() if one.programme == programme)
    return vocabularies.acronyms().get(next(ids, ""))
