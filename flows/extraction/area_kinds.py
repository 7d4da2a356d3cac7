"""Which areas each kind of body is graded in, and what one kind's area is called that another's words name."""

from __future__ import annotations

from functools import cache

from flows.extraction.claims import Body
from flows.extraction.grade_area_words import WORKPLACE
from flows.extraction.grade_areas import AreaAt
from schemas import vocabularies


@cache
def suited(kind: str) -> frozenset[str]:
    """The areas a kind of body can be graded in: those of the programmes it is inspected under."""
    kinds = {kind} | ({"territorial-force"} if kind in ("special-force", "regional-unit", "national-agency") else set())
    areas = {area for p in vocabularies.programmes() if kinds & set(p.body_kinds) for area in p.areas}
    return frozenset(areas | {"overall", "other"})


# What a police force is graded in where a fire service is graded in the other, said in the same words.
OF_POLICE = {
    "responding-to-fires-and-other-emergencies": "responding-to-the-public",
    "preventing-fires-and-other-risks": "preventing-crime",
    "people": WORKPLACE,
}
# And the other way about.
OF_FIRE = {
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
