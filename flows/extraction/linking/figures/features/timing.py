"""Features for the period of a figure: how the period is given, and the years and quarters near the number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from flows.extraction.linking.features import Features, close
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import is_year, length, relation

YEAR = re.compile(r"20\d\d")
QUARTER = re.compile(r"\bq(?:uarter )?([1-4])\b|\b(first|second|third|fourth|final)[ -]quarter\b")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
FIRST_MONTH = 4  # of a financial year
# Look at no more than this many characters of a cell, or before a number.
LONGEST = 200


def of_period(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Yield how a period is derived, and whether it fits the years and quarters over and before the number."""
    if derived := candidate.derived.nearest(pairing.place):
        yield {"close told": close(derived.token - pairing.place.token), f"told by {derived.how}": 1.0}
    yield _against_headings(pairing, candidate)


def of_itself(page: Page, candidate: Candidate) -> Features:
    """Describe how long a period is, and its rank among all periods named."""
    _, end = candidate.key
    periods = page.candidates["period"].items()
    ends = page.once("ends", lambda: sorted({last for (_, last), one in periods if last and one.named.all}))
    features = {"named": float(bool(candidate.named.all)), "none": float(not any(candidate.key))}
    features["months"] = 1.0 + length(candidate.key)
    features["later ones"] = float(len(ends) - bisect_right(ends, end or ""))
    features["earlier ones"] = float(bisect_left(ends, end or ""))
    published = page.analysis.document.published_on
    if published and end:
        features["over when published"] = 1.0 if end <= published else -1.0
    return features


def _years_and_quarters(page: Page, place: Place) -> tuple[list[tuple[str, list[str]]], int]:
    """Return the years in each header, label and the text before a number, and the last quarter there (0: none)."""
    heads: list[tuple[str, list[str]]] = []
    quarter = 0
    before = (max(place.sentence.start, place.number.start - LONGEST), place.number.start)
    for name, spans in (("head", place.heads[:2]), ("label", place.labels[:2]), ("before", (before,))):
        for start, end in spans:
            span = start, min(end, start + LONGEST)
            if years := YEAR.findall(page.folded, *span):
                heads.append((name, years))
            for match in QUARTER.finditer(page.folded, *span):
                quarter = int(match[1]) if match[1] else ORDINALS[match[2]]
    return heads, quarter


def _against_headings(pairing: Pairing, candidate: Candidate) -> Features:
    """Describe whether the years and quarter in a number's headers and labels and before it fit the period."""
    page, place = pairing.page, pairing.place
    start, end = (side or "" for side in candidate.key)
    features: Features = {}
    heads, quarter = page.once(f"years and quarters {place.index}", lambda: _years_and_quarters(page, place))
    for name, years in heads:
        features[f"year in {name} ends it"] = 1.0 if end[:4] == years[-1] else -1.0
        features[f"first year in {name} begins it"] = 1.0 if start[:4] == years[0] else -1.0
        features[f"last year in {name} begins it"] = 1.0 if start[:4] == years[-1] else -1.0
    for name, spans in (("head", place.heads), ("label", place.labels)):
        years_named = {one.key for span in spans for one in page.namings["period"].within(span) if is_year(one.key)}
        if years_named:
            inside = any(relation(candidate.key, year).startswith(("same", "within")) for year in years_named)
            features[f"in year of {name}"] = 1.0 if inside else -1.0
    if quarter:
        features["quarter said"] = 1.0
        if length(candidate.key) == 2:
            month = int(start[5:7])
            features["financial quarter"] = 1.0 if (month - FIRST_MONTH) % 12 // 3 + 1 == quarter else -1.0
    return features
