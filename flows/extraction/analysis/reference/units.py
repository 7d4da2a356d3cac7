"""Find regional units named indirectly: "the regional unit" of the forces named, or "the South East" among units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import body_of
from flows.extraction.analysis.reference.references import Reference, references_in
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.claims import Body
from schemas import vocabularies

_CRIME_UNIT = r"(?:serious\s+(?:and\s+)?)?organi[sz]ed\s+crime\s+unit"
# Reads text in lower case.
UNIT_NOUN = re.compile(rf"\b(?:(?:regional\s+)?{_CRIME_UNIT}|rocu)\b")
# Behind the name of a region: "| unit", "|'s regional crime unit", "| region's ROCU".
_KIND = r"(?:(?:regional|serious|and|organi[sz]ed|crime|special(?:ist)?|operations)\s+)*"
_ITS_UNIT = rf"(?:\s+region)?(?:'s?)?\s+{_KIND}(?:unit|rocu)\b"


def references_of(analysis: Analysis, speakers: Mapping[int, Body | None]) -> list[Reference]:
    """Return all references to bodies but their names, in order: "the force", "it", "we", "the regional unit"."""
    found = references_in(analysis, 0, len(analysis.text), speakers)
    unnamed = [one for one in found if one.form in ("noun", "pronoun")]
    return sorted([*unnamed, *units_meant(analysis)], key=attrgetter("start"))


@cached
def units_meant(analysis: Analysis) -> list[Reference]:
    """Return possible references to regional units (forms `unit` and `region`), in order; empty in other texts."""
    folded, mentions = analysis.view.folded, analysis.mentions
    nouns = [*UNIT_NOUN.finditer(folded)]
    is_on_units = nouns or "regional units" in folded
    if not is_on_units and all(mention.body.kind != "regional-unit" for mention in mentions):
        return []
    named = {place for mention in mentions for place in range(mention.start, mention.end)}
    # A force may have its region's name, or a name that ends with it: "West Midlands", "South Yorkshire".
    inside = {at for one in (*mentions, *analysis.places) for at in range(one.start + (one.form == "place"), one.end)}
    regions = [
        Reference(*place.span(), _units_called()[place["its"] or place.group()], "region")
        for place in _region_names().finditer(folded)
        if place.start() not in (inside if place["its"] else named)
    ]
    named.update(place for region in regions for place in range(region.start, region.end))
    # "The regional unit" is that of the region named most, unless the text names it.
    bodies = [mention.body for mention in (*mentions, *analysis.places)]
    forces = [vocabularies.bodies()[body.body_id] for body in bodies if body.kind == "territorial-force"]
    most = Counter(force.region for force in forces if force.region).most_common(1)
    unit = _units().get(most[0][0].lower()) if most else None
    if unit and unit not in bodies:
        regions += [Reference(*noun.span(), unit, "unit") for noun in nouns if noun.start() not in named]
    return sorted(regions, key=attrgetter("start"))


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
def _units_called() -> dict[str, Body]:
    """Return `_units`, with hyphens too, and by what stands before "ROCU" in names of units: "Eastern"."""
    rocus = (alias for alias in vocabularies.aliases() if alias.alias.endswith(" ROCU"))
    every = _units() | {alias.alias[:-5].lower(): body_of(alias.body_id) for alias in rocus}
    return every | {name.replace(" ", "-"): unit for name, unit in every.items()}


@cache
def _region_names() -> re.Pattern[str]:
    # "England and Wales" is the whole country.
    theirs = f"(?P<its>{one_of(_units_called())}){_ITS_UNIT}"
    return re.compile(rf"(?<!england and )(?<!england & )\b(?:{theirs}|{one_of(_units())}\b)")
