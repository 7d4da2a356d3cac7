"""What every kind of fact shares: claims with their documents, which of them speaks first, and their passages."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from flows.extraction.claims import Body, Claim, DisruptionClaim, RatingClaim, StakeholderClaim, slug
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
# Names recur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


@dataclass(frozen=True, slots=True)
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
    return bool(document.publisher) and _made_it(str(document.publisher), body and body.body_id)


@cache
def _made_it(publisher: str, body_id: str | None) -> bool:
    name = publisher.casefold()
    return name in _names_of("inspectorate") or (body_id is not None and name in _names_of(body_id))


def body_of(claim: Claim) -> Body | None:
    """The body a claim is about; of a stakeholder the organisation."""
    return claim.organisation if isinstance(claim, StakeholderClaim) else claim.body


def best_first(stated: Iterable[Stated[C]]) -> list[Stated[C]]:
    """Claims with the best passage first: a person's, a primary source, said outright, the earliest."""

    def rank(item: Stated[C]) -> tuple[object, ...]:
        claim, document = item.claim, item.document
        return (
            claim.rule != BY_HAND,
            not is_primary(document, body_of(claim)),
            claim.rule.endswith(INFERRED),
            document.published_on or "9999",
            document.document_id,
            claim.passage.start,
            claim.passage.end,
            claim.rule,
        )

    found = list(stated)
    return sorted(found, key=rank) if len(found) > 1 else found


def confidence(rules: Iterable[str]) -> float | None:
    """The highest measured precision among some rules; None where none has been measured."""
    measured = measured_precision()
    return max((measured[rule] for rule in rules if rule in measured), default=None)


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


@dataclass(frozen=True, slots=True)
class Supported:
    """A fact of a table by its identifier, and the claims that support or contradict it."""

    table: str
    row_id: str
    supporting: Sequence[Stated[Claim]]
    contradicting: Sequence[Stated[Claim]] = ()


class Evidence(Sequence[Row]):
    """The rows of `evidence`, each made when it is asked for: all of them at once take more memory than the texts."""

    def __init__(self, facts: Sequence[Supported]) -> None:
        self._facts = facts

    def __iter__(self) -> Iterator[Row]:
        for fact in self._facts:
            yield from _passages_of(fact)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, place: Any) -> Any:
        return [*self][place]


def _passages_of(fact: Supported) -> Iterable[Row]:
    """The passages of one fact in order of document and place; one row for each slice of text."""
    rows: dict[str, Row] = {}
    measured, name = measured_precision(), f"{fact.table}:{fact.row_id}@"
    for supports, items in ((True, fact.supporting), (False, fact.contradicting)):
        for document_id, start, end, rule, text in sorted(map(_place, items)):
            evidence_id = f"{name}{document_id}:{start}-{end}"
            if evidence_id not in rows:
                rows[evidence_id] = {
                    "evidence_id": evidence_id,
                    "table": fact.table,
                    "row_id": fact.row_id,
                    "document_id": document_id,
                    "start": start,
                    "end": end,
                    "quote": text[start:end],
                    "rule": rule,
                    "confidence": measured.get(rule),
                    "supports": supports,
                }
    return sorted(rows.values(), key=_where) if fact.contradicting else rows.values()


def _where(row: Row) -> tuple[Any, ...]:
    return row["document_id"], row["start"], row["end"]


def _place(item: Stated[Claim]) -> tuple[str, int, int, str, str]:
    """Where a claim stands, its rule, and the text it stands in."""
    claim, document = item.claim, item.document
    return document.document_id, claim.passage.start, claim.passage.end, claim.rule, document.text


def passages(stated: Sequence[Stated[Claim]]) -> int:
    """How many different slices of text some claims stand on."""
    return len({(i.document.document_id, i.claim.passage.start, i.claim.passage.end) for i in stated})
