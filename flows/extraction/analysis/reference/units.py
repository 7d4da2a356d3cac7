"""Find regional units named indirectly: "the regional unit" of the forces named, or "the South East" among units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import body_of
from flows.extraction.analysis.reference.references import Reference, references_in
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.claims import Body
from schemas import vocabularies

_CRIME_UNIT = r"organi[sz]ed\s+crime\s+unit"
_SERIOUS = rf"serious\s+(?:and\s+)?{_CRIME_UNIT}"
# Reads text in lower case.
UNIT_NOUN = re.compile(any_word(rf"regional\s+(?:{_SERIOUS}|{_CRIME_UNIT})", _SERIOUS, _CRIME_UNIT, "rocu") + r"\b")


def references_of(analysis: Analysis, speakers: Mapping[int, Body | None]) -> list[Reference]:
    """Return all references to bodies but their names, in order: "the force", "it", "we", "the regional unit"."""
    found = references_in(analysis, 0, len(analysis.text), speakers)
    unnamed = [one for one in found if one.form in ("noun", "pronoun")]
    return sorted([*unnamed, *units_meant(analysis)], key=lambda reference: reference.start)


@cached
def units_meant(analysis: Analysis) -> list[Reference]:
    """Return possible references to regional units (forms `unit` and `region`), in order; empty in other texts."""
    nouns = list(UNIT_NOUN.finditer(analysis.view.folded))
    is_on_units = nouns or "regional units" in analysis.view.folded
    if not is_on_units and not any(mention.body.kind == "regional-unit" for mention in analysis.mentions):
        return []
    named = {place for mention in analysis.mentions for place in range(mention.start, mention.end)}
    regions = (
        Reference(*place.span(), _units()[place.group()], "region")
        for place in _region_names().finditer(analysis.view.folded)
        if place.start() not in named
    )
    return sorted([*_by_noun(analysis, nouns), *regions], key=lambda reference: reference.start)


def _by_noun(analysis: Analysis, nouns: Iterable[re.Match[str]]) -> list[Reference]:
    """Return a reference for each "regional unit": to that of the region named most, unless the text names it."""
    named = [mention.body for mention in (*analysis.mentions, *analysis.places)]
    regions = Counter(region for body in named if (region := _region_of(body)))
    units = [
        unit for region, _ in regions.most_common(1) if (unit := _units().get(region.lower())) not in (None, *named)
    ]
    return [Reference(*noun.span(), unit, "unit") for noun in nouns for unit in units if unit]


@cache
def _units() -> dict[str, Body]:
    """Return the regional unit of each region, by the region's name in lower case and its other spellings."""
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
    """Return the region of a territorial force; None for other bodies."""
    entry = vocabularies.bodies().get(body.body_id)
    return entry.region if entry and body.kind == "territorial-force" else None
