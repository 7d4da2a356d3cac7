"""Whether a period is that of a number: by how it is told, and by the years and quarters that head the number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import length

YEAR = re.compile(r"20\d\d")
QUARTER = re.compile(r"\bq(?:uarter )?([1-4])\b|\b(first|second|third|fourth|final)[ -]quarter\b")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
FIRST_MONTH = 4  # of financial years
# So many characters of a cell, or before a number, are looked through.
LONGEST = 200


def of_period(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """How a period is told, and whether the years and quarters that head a number are those of it."""
    if derived := candidate.derived.nearest(pairing.place):
        yield {"close told": close(derived.token - pairing.place.token), f"told by {derived.how}": 1.0}
    yield _headed(pairing, candidate)


def of_itself(page: Page, candidate: Candidate) -> Features:
    """How long a period is, and which it is of all that are named."""
    start, end = candidate.key
    periods = page.candidates["period"].items()
    ends = page.once("ends", lambda: sorted({last for (_, last), one in periods if last and one.named.all}))
    found = yes(
        ("named", bool(candidate.named.all)),
        ("begins", bool(start)),
        ("ends", bool(end)),
        ("none", not start and not end),
    )
    found["months"] = 1.0 + length(candidate.key)
    found["later ones"] = float(len(ends) - bisect_right(ends, end or ""))
    found["earlier ones"] = float(bisect_left(ends, end or ""))
    published = page.analysis.document.published_on
    if published and end:
        found["over when published"] = 1.0 if end <= published else -1.0
    return found


def _years_and_quarters(page: Page, place: Place) -> tuple[list[tuple[str, list[str]]], int]:
    """The years that head a number, by what names them, and the last quarter that is said there; 0 where none is."""
    heads: list[tuple[str, list[str]]] = []
    quarter = 0
    before = (max(place.sentence.start, place.number.start - LONGEST), place.number.start)
    for name, spans in (("head", place.heads[:2]), ("label", place.labels[:2]), ("before", (before,))):
        for start, end in spans:
            span = start, min(end, start + LONGEST)
            if years := YEAR.findall(page.folded, *span):
                heads.append((name, years))
            for said in QUARTER.finditer(page.folded, *span):
                quarter = int(said[1]) if said[1] else ORDINALS[said[2]]
    return heads, quarter


def _headed(pairing: Pairing, candidate: Candidate) -> Features:
    """Whether years and quarters in the head of a number's column, its row and before it are those of the period."""
    page, place = pairing.page, pairing.place
    start, end = (side or "" for side in candidate.key)
    found: Features = {}
    heads, quarter = page.once(f"years and quarters {place.index}", lambda: _years_and_quarters(page, place))
    for name, years in heads:
        found[f"year in {name} ends it"] = 1.0 if end[:4] == years[-1] else -1.0
        found[f"first year in {name} begins it"] = 1.0 if start[:4] == years[0] else -1.0
        found[f"last year in {name} begins it"] = 1.0 if start[:4] == years[-1] else -1.0
    if quarter:
        found["quarter said"] = 1.0
        if length(candidate.key) == 2:
            month = int(start[5:7])
            found["financial quarter"] = 1.0 if (month - FIRST_MONTH) % 12 // 3 + 1 == quarter else -1.0
            found["quarter of year"] = 1.0 if (month - 1) // 3 + 1 == quarter else -1.0
    return found
