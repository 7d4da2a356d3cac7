"""Where a text says "the regional organised crime unit" of that of the region whose forces it names most."""

from __future__ import annotations

from collections import Counter
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.regional_units import unit_nouns, unit_of_region
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.claims import Body
from schemas import vocabularies


def units_meant(analysis: Analysis) -> list[Reference]:
    """The references of form `unit`, in order; none in a text that names the unit itself, or no force of a region."""
    named = [mention.body for mention in (*analysis.mentions, *analysis.places)]
    regions = Counter(region for body in named if (region := _region_of(body)))
    units = [unit for region, _ in regions.most_common(1) if (unit := unit_of_region(region)) and unit not in named]
    nouns = unit_nouns(analysis.view.folded) if units else ()
    return [Reference(*noun.span(), (units[0],), "unit") for noun in nouns]


@cache
def _region_of(body: Body) -> str | None:
    """The region of a police force."""
    entry = vocabularies.bodies().get(body.body_id)
    return entry.region if entry and body.kind == "territorial-force" else None
