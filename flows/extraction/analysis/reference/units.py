"""Regional units by other words: "the regional unit" beside the forces of a region, "the South East" among units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.regional_units import region_names, unit_nouns, unit_of_region
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.claims import Body
from schemas import vocabularies


def units_meant(analysis: Analysis) -> list[Reference]:
    """The references of form `unit` and `region` in a text that speaks of regional units; they may mean them or not."""
    nouns = list(unit_nouns(analysis.view.folded))
    if not nouns and not any(mention.body.kind == "regional-unit" for mention in analysis.mentions):
        return []
    named = {place for mention in analysis.mentions for place in range(mention.start, mention.end)}
    regions = (
        Reference(*place.span(), (unit,), "region")
        for place in region_names().finditer(analysis.view.folded)
        if place.start() not in named and (unit := unit_of_region(place.group()))
    )
    return sorted([*_by_noun(analysis, nouns), *regions], key=lambda one: one.start)


def _by_noun(analysis: Analysis, nouns: Iterable[re.Match[str]]) -> list[Reference]:
    """ "the regional unit" of the region whose forces are named most; none where a text names that unit itself."""
    named = [mention.body for mention in (*analysis.mentions, *analysis.places)]
    regions = Counter(region for body in named if (region := _region_of(body)))
    units = [unit for region, _ in regions.most_common(1) if (unit := unit_of_region(region)) and unit not in named]
    return [Reference(*noun.span(), (unit,), "unit") for noun in nouns for unit in units]


@cache
def _region_of(body: Body) -> str | None:
    """The region of a police force."""
    entry = vocabularies.bodies().get(body.body_id)
    return entry.region if entry and body.kind == "territorial-force" else None
