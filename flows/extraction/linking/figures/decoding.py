"""Which claims of a judged document are made, and what each says: a fact once, however often it is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.extraction.claims import Body
from flows.extraction.linking.figures.features.whole import Claimed
from flows.extraction.linking.figures.page import MARKS, Page
from flows.extraction.linking.figures.steps import SURE, Work
from flows.extraction.linking.figures.times import NO_TIME, Span
from flows.extraction.tables.words import rate_at

# "128 |(or 24 per cent)": the share of a count.
SHARE = re.compile(
    r"[^.;\d(]{0,40}\(\s*(?:or\s+|about\s+|around\s+|nearly\s+|almost\s+|some\s+|over\s+|just\s+\w+\s+)?", re.IGNORECASE
)
FEWEST_PEOPLE = "per-1000-people"
ALL = ("all",)


class Linked(NamedTuple):
    """A claim, the probability that number and body are right, its measure, and what else it says of the figure.

    `numbers`: the cells of numbers, the figure's own first; `marks`: level, strand and lead, None where not said.
    """

    claim: Claimed
    probability: float
    measure: str
    numbers: Mapping[str, Any]
    threats: tuple[str, ...]
    marks: Mapping[str, Any]
    period: Span

    @property
    def figure(self) -> tuple[Body, str, float]:
        """Whose it is, in which cell, and which number."""
        return self.claim.body.key, next(iter(self.numbers)), self.claim.place.number.value


def decoded(work: Work, threshold: float = 0.0) -> list[Linked]:
    """The claims of a judged document that are likely enough, in order of position; those of one fact say the same."""
    scores = work.scores.get("claim", ())
    every = [linked_of(work.page, *pair) for pair in zip(work.claims, scores, strict=True)]
    facts: dict[tuple[Body, str, float], list[list[Linked]]] = defaultdict(list)
    for one in sorted(every, key=lambda one: -one.probability):
        if one.probability < threshold:
            break
        known = facts[one.figure]
        if same := next((fact for fact in known if agree(one, fact[0])), None):
            same.append(one)
        elif all(_are_apart(one, fact[0]) for fact in known):
            known.append([one])
    kept = [said for known in facts.values() for fact in known for said in _alike(fact)]
    # "128 (|24 per cent|)" is one fact: its share is none by itself.
    counts = (one.claim for one in kept if "count" in one.numbers and one.claim.place.tabled is None)
    shares = {claim.place.index + 1 for claim in counts if share_of(work.page, claim) is not None}
    return sorted((one for one in kept if one.claim.place.index not in shares), key=lambda one: one.claim.place.index)


def _alike(fact: Sequence[Linked]) -> Iterator[Linked]:
    """The claims of a fact, each with what the likeliest says, and with the share that any of them gives."""
    best = fact[0]
    given = {name: number for one in reversed(fact) for name, number in one.numbers.items() if number is not None}
    for one in fact:
        yield best._replace(claim=one.claim, probability=one.probability, numbers=dict(best.numbers) | given)


def _are_apart(one: Linked, other: Linked) -> bool:
    """Whether two equal numbers that say different things are told side by side: in cells, or in one sentence."""
    place, another = one.claim.place, other.claim.place
    return (place.column >= 0 and another.column >= 0) or place.sentence is another.sentence


def agree(one: Linked, other: Linked) -> bool:
    """Whether two claims of a figure may be one fact: what one says of it the other says too, or leaves out."""
    said: list[tuple[Any, Any, Any]] = [(one.threats, other.threats, ALL), (one.period, other.period, NO_TIME)]
    said += [(one.marks[sort], other.marks[sort], None) for sort in MARKS]
    return one.measure == other.measure and all(
        mine == others or nothing in (mine, others) for mine, others, nothing in said
    )


def linked_of(page: Page, claim: Claimed, probability: float) -> Linked:
    """A claim with what is likeliest of each part of it."""
    place, value = claim.place, claim.place.number.value
    groups, rate = claim.groups > SURE, claim.rate > SURE
    numbers: dict[str, Any]
    if place.number.percent or (place.tabled is not None and place.tabled.measure.startswith("share")):
        measure, numbers = "share-of-groups" if groups else "share-of-disruptions", {"share_percent": value}
    elif rate:
        measure, numbers = "disruption-rate", {"rate": value, "rate_unit": rate_unit_of(page, claim)}
    else:
        measure = "groups-disrupted" if groups else "disruptions"
        numbers = {"count": int(value), "share_percent": share_of(page, claim)}
    threats = tuple(sorted(code for code, score in claim.threats.items() if score > SURE)) or ALL
    marks = {sort: _likeliest(codes) for sort, codes in claim.marks.items()}
    if groups:
        marks["level"] = None
    return Linked(claim, probability, measure, numbers, threats, marks, claim.period)


def _likeliest(codes: Mapping[str, float]) -> str | None:
    score, code = max(((score, code) for code, score in codes.items()), default=(0.0, ""))
    return code if score > SURE else None


def share_of(page: Page, claim: Claimed) -> float | None:
    """The share that stands with a count, in brackets behind it or in the cell beside."""
    place = claim.place
    if place.tabled is not None:
        return place.tabled.share
    behind = page.places[place.index + 1].number if place.index + 1 < len(page.places) else None
    if behind and behind.percent and SHARE.fullmatch(page.text, place.number.end, behind.start):
        return behind.value
    return None


def rate_unit_of(page: Page, claim: Claimed) -> str:
    """What a rate is per: what stands behind its number, before it, or heads it."""
    place = claim.place
    if place.tabled is not None and place.tabled.rate_unit:
        return place.tabled.rate_unit
    start, end, at = place.sentence.start, place.sentence.end, place.number
    for low, high in ((at.end, end), (start, at.start), *place.heads, *place.labels):
        if said := rate_at(page.text, low, high):
            return said
    return FEWEST_PEOPLE
