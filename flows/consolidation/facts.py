"""What every kind of fact shares: claims with their documents, which of them speaks first, and their passages."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from flows.extraction.claims import Body, Claim, DisruptionClaim, RatingClaim, StakeholderClaim
from flows.reading.document import Document
from schemas import vocabularies

Row = dict[str, object]
C_co = TypeVar("C_co", bound=Claim, covariant=True)
C = TypeVar("C", RatingClaim, DisruptionClaim, StakeholderClaim)
# Both are written by `make accuracy`: the precision of each rule, and all figures, which releases carry.
MEASURED = Path(__file__).with_name("measured.csv")
ACCURACY = Path(__file__).with_name("accuracy.json")
# The rule of passages that a person gave.
BY_HAND = "correction"
# Claims by these ways of linking are inferred from the text around; all others are said outright.
INFERRED = ("-context",)


@dataclass(frozen=True)
class Stated(Generic[C_co]):
    """A claim and the document that makes it."""

    claim: C_co
    document: Document

    @property
    def quote(self) -> str:
        """The passage, word for word."""
        return self.document.text[self.claim.passage.start : self.claim.passage.end]


@cache
def measured_precision() -> Mapping[str, float]:
    """Precision of each rule as measured on the project's own gold articles; empty before any measurement."""
    if not MEASURED.exists():
        return MappingProxyType({})
    with MEASURED.open(encoding="utf-8", newline="") as handle:
        return MappingProxyType({row["rule"]: float(row["precision"]) for row in csv.DictReader(handle)})


@cache
def _names_of(kind_or_id: str) -> frozenset[str]:
    bodies = vocabularies.bodies()
    ids = {body_id for body_id, entry in bodies.items() if kind_or_id in (entry.kind, body_id)}
    names = {bodies[body_id].name for body_id in ids} | {a.alias for a in vocabularies.aliases() if a.body_id in ids}
    return frozenset(name.casefold() for name in names)


def is_primary(document: Document, body: Body | None) -> bool:
    """Whether a document comes from who made the grade or the figure: an inspectorate, or the body itself."""
    publisher = (document.publisher or "").casefold()
    return publisher in _names_of("inspectorate") or (body is not None and publisher in _names_of(body.body_id))


def body_of(claim: Claim) -> Body | None:
    """The body a claim is about; of a stakeholder the organisation."""
    return claim.organisation if isinstance(claim, StakeholderClaim) else claim.body


def best_first(stated: Iterable[Stated[C]]) -> list[Stated[C]]:
    """Claims with the best passage first: a person's, a primary source, said outright, the earliest."""

    def rank(item: Stated[C]) -> tuple[object, ...]:
        claim: Claim = item.claim
        return (
            claim.rule != BY_HAND,
            not is_primary(item.document, body_of(claim)),
            claim.rule.endswith(INFERRED),
            item.document.published_on or "9999",
            item.document.document_id,
            claim.passage.start,
            claim.passage.end,
            claim.rule,
        )

    return sorted(stated, key=rank)


def confidence(rules: Iterable[str]) -> float | None:
    """The highest measured precision among some rules; None where none has been measured."""
    return max((measured_precision()[rule] for rule in rules if rule in measured_precision()), default=None)


def grouped(stated: Iterable[Stated[C]], key: Callable[[Stated[C]], str]) -> dict[str, list[Stated[C]]]:
    """Claims by the identifier of the fact they state, identifiers in order, the best claim of each first."""
    groups: dict[str, list[Stated[C]]] = {}
    for item in stated:
        groups.setdefault(key(item), []).append(item)
    return {identifier: best_first(groups[identifier]) for identifier in sorted(groups)}


def provenance(stated: Sequence[Stated[Claim]]) -> Row:
    """The columns that every fact ends with, from the claims that support it, the best first."""
    best = stated[0]
    return {
        "confidence": confidence(item.claim.rule for item in stated),
        "document_count": len({item.document.document_id for item in stated}),
        "document_id": best.document.document_id,
        "source_url": best.document.source_url,
        "quote": best.quote,
    }


def evidence_rows(
    table: str, row_id: str, stated: Sequence[Stated[Claim]], contradicting: Sequence[Stated[Claim]] = ()
) -> list[Row]:
    """The passages of one fact in order of document and place; one row for each slice of text."""

    def place(item: Stated[Claim]) -> tuple[str, int, int, str]:
        return item.document.document_id, item.claim.passage.start, item.claim.passage.end, item.claim.rule

    rows: dict[str, Row] = {}
    for supports, items in ((True, stated), (False, contradicting)):
        for item in sorted(items, key=place):
            start, end = item.claim.passage.start, item.claim.passage.end
            evidence_id = f"{table}:{row_id}@{item.document.document_id}:{start}-{end}"
            rows.setdefault(
                evidence_id,
                {
                    "evidence_id": evidence_id,
                    "table": table,
                    "row_id": row_id,
                    "document_id": item.document.document_id,
                    "start": start,
                    "end": end,
                    "quote": item.quote,
                    "rule": item.claim.rule,
                    "confidence": confidence([item.claim.rule]),
                    "supports": supports,
                },
            )
    return list(rows.values())


def passages(stated: Sequence[Stated[Claim]]) -> int:
    """How many different slices of text some claims stand on."""
    return len({(i.document.document_id, i.claim.passage.start, i.claim.passage.end) for i in stated})
