"""Decide which claims of a judged document are made, and what they contain: the same for all claims of a fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.extraction.analysis.times.periods import NO_TIME, Span
from flows.extraction.claims import Body
from flows.extraction.linking.figures.features.whole import Claimed
from flows.extraction.linking.figures.page import MARKS, Page
from flows.extraction.linking.figures.steps import LEAST_MARK_SCORE, FigureWork
from flows.extraction.tables.words import rate_at

# Between a count and its share: "128 |(or |24 per cent)".
SHARE = re.compile(
    r"[^.;\d(]{0,40}\(\s*(?:or\s+|about\s+|around\s+|nearly\s+|almost\s+|some\s+|over\s+|just\s+\w+\s+)?", re.IGNORECASE
)
FEWEST_PEOPLE = "per-1000-people"  # the unit of rates that name none
ALL = ("all",)
# A less likely period is left empty: of 1,210 figures of tuned documents, 11 had one, and all of these were wrong.
LEAST_PERIOD = 0.35


class Linked(NamedTuple):
    """A claim with its content: its measure and the cells that say what its figure is."""

    claim: Claimed
    probability: float  # that the number is a figure of this body
    measure: str
    numbers: Mapping[str, Any]  # the cells with numbers, by name, the figure itself first
    threats: tuple[str, ...]
    marks: Mapping[str, Any]  # level, strand and lead; None where not given
    period: Span

    @property
    def figure(self) -> tuple[Body, str, float]:
        """The body, the cell of the figure, and the number."""
        return self.claim.body.key, next(iter(self.numbers)), self.claim.place.number.value


def decoded(work: FigureWork, threshold: float = 0.0) -> list[Linked]:
    """Return the claims of a judged document from probability `threshold` on, in order of position.

    A claim joins the first fact with its figure that it agrees with; without one it is a new fact or, unless it stands
    apart from all known facts with its figure, is dropped. All claims of a fact get the content of the likeliest.
    """
    scores = work.scores.get("claim", ())
    every = [with_content(work.page, *pair) for pair in zip(work.claims, scores, strict=True)]
    facts: dict[tuple[Body, str, float], list[list[Linked]]] = defaultdict(list)
    for one in sorted(every, key=lambda one: -one.probability):
        if one.probability < threshold:
            break
        known = facts[one.figure]
        if agreeing := next((fact for fact in known if agree(one, fact[0])), None):
            agreeing.append(one)
        elif all(_are_apart(one, fact[0]) for fact in known):
            known.append([one])
    kept = [linked for known in facts.values() for fact in known for linked in _with_best_content(fact)]
    # The share in "128 (24 per cent)" belongs to the count and makes no claim of its own.
    counts = (one.claim for one in kept if "count" in one.numbers and one.claim.place.tabled is None)
    shares = {claim.place.index + 1 for claim in counts if share_of(work.page, claim) is not None}
    return sorted((one for one in kept if one.claim.place.index not in shares), key=lambda one: one.claim.place.index)


def _with_best_content(fact: Sequence[Linked]) -> Iterator[Linked]:
    """Yield the claims of a fact, each with the content of the likeliest and with the share that any of them gives."""
    best = fact[0]
    given = {name: number for one in reversed(fact) for name, number in one.numbers.items() if number is not None}
    for one in fact:
        yield best._replace(claim=one.claim, probability=one.probability, numbers=dict(best.numbers) | given)


def _are_apart(one: Linked, other: Linked) -> bool:
    """Whether two equal numbers may be two facts: one stands in a table cell, or both in the same sentence."""
    place, beside = one.claim.place, other.claim.place
    return max(place.column, beside.column) >= 0 or place.sentence is beside.sentence


def agree(one: Linked, other: Linked) -> bool:
    """Whether two claims of the same figure may be one fact: each detail is the same in both or missing in one.

    In one table no detail is missing: a row of all threats and a column of all levels say so.
    """
    details: list[tuple[Any, Any, Any]] = [(one.threats, other.threats, ALL), (one.period, other.period, NO_TIME)]
    details += [(one.marks[sort], other.marks[sort], None) for sort in MARKS]
    place, beside = one.claim.place, other.claim.place
    may_miss = min(place.column, beside.column) < 0 or place.block.table is not beside.block.table
    agreeing = (a == b or (may_miss and blank in (a, b)) for a, b, blank in details)
    return one.measure == other.measure and all(agreeing)


def with_content(page: Page, claim: Claimed, probability: float) -> Linked:
    """Return a claim with the likeliest content for each of its parts."""
    place, value = claim.place, claim.place.number.value
    groups, rate = claim.groups > LEAST_MARK_SCORE, claim.rate > LEAST_MARK_SCORE
    numbers: dict[str, Any]
    if place.number.percent or (place.tabled is not None and place.tabled.measure.startswith("share")):
        measure, numbers = "share-of-groups" if groups else "share-of-disruptions", {"share_percent": value}
    elif rate:
        measure, numbers = "disruption-rate", {"rate": value, "rate_unit": rate_unit_of(page, claim)}
    else:
        measure = "groups-disrupted" if groups else "disruptions"
        numbers = {"count": int(value), "share_percent": share_of(page, claim)}
    threats = tuple(sorted(code for code, score in claim.threats.items() if score > LEAST_MARK_SCORE)) or ALL
    likely = {sort: [code for code in codes if codes[code] > LEAST_MARK_SCORE] for sort, codes in claim.marks.items()}
    marks = {sort: max(codes, key=claim.marks[sort].__getitem__, default=None) for sort, codes in likely.items()}
    if groups:
        marks["level"] = None
    period = next((one.key for likelihood, one in claim.periods[:1] if likelihood >= LEAST_PERIOD), NO_TIME)
    return Linked(claim, probability, measure, numbers, threats, marks, period)


def share_of(page: Page, claim: Claimed) -> float | None:
    """Return the percentage given with a count, in brackets after it or in the next cell; None if there is none."""
    place = claim.place
    if place.tabled is not None:
        return place.tabled.share
    behind = page.places[place.index + 1].number if place.index + 1 < len(page.places) else None
    if behind and behind.percent and SHARE.fullmatch(page.text, place.number.end, behind.start):
        return behind.value
    return None


def rate_unit_of(page: Page, claim: Claimed) -> str:
    """Return the unit of a rate: from its table, after the number, before it, or from its headings."""
    place = claim.place
    if place.tabled is not None and place.tabled.rate_unit:
        return place.tabled.rate_unit
    start, end, at = place.sentence.start, place.sentence.end, place.number
    for low, high in ((at.end, end), (start, at.start), *place.heads, *place.labels):
        if unit := rate_at(page.text, low, high):
            return unit
    return FEWEST_PEOPLE
