"""What regional units are called, "regional organised crime unit", and the regions that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.extraction.analysis.bodies.mentions import body_of
from flows.extraction.analysis.text.layout import places_of
from flows.extraction.claims import Body
from schemas import vocabularies

_CRIME_UNIT = r"rgani[sz]ed\s+crime\s+unit"
# Reads text in lower case. Every way begins with a plain letter, for the sake of speed.
UNIT_NOUN = re.compile(
    rf"(?:r(?<!\w.)egional\s+(?:serious\s+(?:and\s+)?)?o{_CRIME_UNIT}|s(?<!\w.)erious\s+(?:and\s+)?o{_CRIME_UNIT}|"
    rf"o(?<!\w.){_CRIME_UNIT}|r(?<!\w.)ocu)\b"
)
LAST_WORDS = ("crime unit", "rocu")
LONGEST_LEAD = len("regional serious and organised ")


@cache
def _regions() -> dict[str, str]:
    """Folded names of regions and the regional unit of each."""
    regions: dict[str, str] = {}
    for entry in vocabularies.bodies().values():
        if entry.kind == "regional-unit" and entry.region:
            for region in {entry.region, entry.region.replace(" and ", " & "), entry.region.replace(" ", "")}:
                regions[region.lower()] = entry.body_id
    return regions


@cache
def region_names() -> re.Pattern[str]:
    """The names of regions that have a unit, in lower case, and how they are called for short."""
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _regions()), key=len, reverse=True))})\b")


@cache
def unit_of_region(region: str) -> Body | None:
    """The regional unit of a region, as the vocabulary of bodies names it."""
    body_id = _regions().get(region.lower())
    return body_of(body_id) if body_id else None


def unit_nouns(folded: str) -> Iterator[re.Match[str]]:
    """Where a text says what regional units are, looked for around the words that end it."""
    last = 0
    for at, word in sorted((place, ends) for ends in LAST_WORDS for place in places_of(folded, ends)):
        noun = UNIT_NOUN.search(folded, max(last, at - LONGEST_LEAD), at + len(word) + 1) if at >= last else None
        if noun:
            last = noun.end()
            yield noun
