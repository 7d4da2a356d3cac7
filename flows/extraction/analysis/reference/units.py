"""Regional units by other words: "the regional unit" beside the forces of a region, "the South East" among units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import body_of
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.claims import Body
from schemas import vocabularies

_CRIME_UNIT = r"organi[sz]ed\s+crime\s+unit"
_SERIOUS = rf"serious\s+(?:and\s+)?{_CRIME_UNIT}"
# Reads text in lower case.
UNIT_NOUN = re.compile(any_word(rf"regional\s+(?:{_SERIOUS}|{_CRIME_UNIT})", _SERIOUS, _CRIME_UNIT, "rocu") + r"\b")


def units_meant(analysis: Analysis) -> list[Reference]:
    """The references of form `unit` and `region` in a text that speaks of regional units; they may mean them or not."""
    nouns = list(UNIT_NOUN.finditer(analysis.view.folded))
    if not nouns and not any(mention.body.kind == "regional-unit" for mention in analysis.mentions):
        return []
    named = {place for mention in analysis.mentions for place in range(mention.start, mention.end)}
    regions = (
        Reference(*place.span(), (_units()[place.group()],), "region")
        for place in _region_names().finditer(analysis.view.folded)
        if place.start() not in named
    )
    return sorted([*_by_noun(analysis, nouns), *regions], key=lambda one: one.start)


def _by_noun(analysis: Analysis, nouns: Iterable[re.Match[str]]) -> list[Reference]:
    """ "the regional unit" of the region whose forces are named most; none where a text names that unit itself."""
    named = [mention.body for mention in (*analysis.mentions, *analysis.places)]
    regions = Counter(region for body in named if (region := _region_of(body)))
    units = [
        unit for region, _ in regions.most_common(1) if (unit := _units().get(region.lower())) not in (None, *named)
    ]
    return [Reference(*noun.span(), (unit,), "unit") for noun in nouns for unit in units if unit]


@cache
def _units() -> dict[str, Body]:
    """The regional unit of each region that has one, by its name in lower case and how it is called for short."""
    return {
        name.lower(): body_of(entry.body_id)
        for entry in vocabularies.bodies().values()
        if entry.kind == "regional-unit" and (region := entry.region)
        for name in (region, region.replace(" and ", " & "), region.replace(" ", ""))
    }


@cache
def _region_names() -> re.Pattern[str]:
    # "England and Wales" is the whole country.
    return re.compile(
        rf"(?<!england and )(?<!england & )\b(?:{'|'.join(sorted(map(re.escape, _units()), key=len, reverse=True))})\b"
    )


@cache
def _region_of(body: Body) -> str | None:
    """The region of a police force."""
    entry = vocabularies.bodies().get(body.body_id)
    return entry.region if entry and body.kind == "territorial-force" else None
