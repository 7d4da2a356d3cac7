"""What every kind of fact shares: which claim of it speaks first, what claims say together, and their passages.

What is found out about facts is found out for all of them at once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.claimed import TEXT, Claimed, Column, joined
from flows.extraction.claims import slug
from schemas import vocabularies
from schemas.evidence import BY_HAND
from schemas.numbered import Flags, Numbers, coded, order_of, ranks, starts

Row = dict[str, object]
Columns = dict[str, pa.Array]
# Both are written by `make accuracy`: the precision of each rule, and all figures, which releases carry.
MEASURED = Path(__file__).with_name("measured.csv")
ACCURACY = Path(__file__).with_name("accuracy.json")
# Claims by these ways of linking are inferred from the text around; all others are said outright.
INFERRED = "-context"
# Where a passage stands.
PLACE = ("document", "start", "end")
# Names recur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


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


@cache
def _made_it(publisher: str, body_id: str | None) -> bool:
    name = publisher.casefold()
    return name in _names_of("inspectorate") or (body_id is not None and name in _names_of(body_id))


def _primary(claims: Claimed) -> Flags:
    """Which claims come from who made the grade or the figure: an inspectorate, or of a figure the body itself.

    A body only passes on how it is graded.
    """
    publishers, bodies = [each.publisher for each in claims.documents.all], len(claims.texts) + 1
    body = claims.columns["body_id"].astype(np.int64) % bodies  # the last for none
    if "grade" in claims.columns:
        body = np.full_like(body, bodies - 1)
    document = claims.columns["document"].astype(np.int64)  # pairs are more than other numbers have room for
    pairs, which = np.unique(document * bodies + body, return_inverse=True)
    ids = claims.texts.take(pa.array(pairs % bodies, mask=pairs % bodies == bodies - 1)).to_pylist()
    documents = zip((pairs // bodies).tolist(), ids, strict=True)
    made = [bool(publishers[number]) and _made_it(str(publishers[number]), body_id) for number, body_id in documents]
    return np.array(made, dtype=bool)[which]


@dataclass(frozen=True)
class Facts:
    """Claims by the facts they state: those of one fact together, the best first, facts in order of their identifiers.

    `fact` is the number of the fact that each claim states, `ids` the identifier of each fact.
    """

    claims: Claimed
    fact: Numbers
    ids: pa.Array

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _best(self) -> Claimed:
        return self.claims.at(np.flatnonzero(starts(self.fact)))

    def only(self, which: Flags) -> Facts:
        """The facts that some of the claims state, by these alone."""
        fact = self.fact[which]
        first = starts(fact)
        return Facts(self.claims.at(which), np.cumsum(first) - 1, self.ids.take(pa.array(fact[first])))

    def first(self, name: str) -> pa.Array:
        """What the best claim of each fact has in a column."""
        return self._best[name]

    def first_filled(self, name: str) -> pa.Array:
        """What the best claim of those that have something in a column of text has there."""
        return self._picked(name, np.flatnonzero(self.claims.columns[name] >= 0))

    def longest(self, name: str) -> pa.Array:
        """The longest text that any claim of each fact has in a column: of dates the most exact."""
        length = self.claims.told(name, lambda text: len(text or ""), int)
        order = order_of(self.fact, -length)
        return self._picked(name, order[length[order] > 0])

    def _picked(self, name: str, order: Numbers) -> pa.Array:
        """Of each fact the cell of the first claim in an order, in which claims of one fact stand together."""
        firsts = order[starts(self.fact[order])]
        numbers = np.full(len(self), -1, dtype=np.int32)
        numbers[self.fact[firsts]] = self.claims.columns[name][firsts]
        return replace(self.claims, columns={name: numbers})[name]

    def different(self, *names: str, which: Flags | None = None) -> Numbers:
        """How many different combinations of cells some claims of each fact have, by default all of them."""
        chosen = np.arange(len(self.fact)) if which is None else np.flatnonzero(which)
        numbers = [self.fact[chosen], *(self.claims.columns[name][chosen] for name in names)]
        order = order_of(*numbers)
        return np.bincount(numbers[0][order][starts(*(each[order] for each in numbers))], minlength=len(self))

    def some(self, which: Flags) -> Flags:
        """Whether any of some claims states each fact."""
        return np.bincount(self.fact[which], minlength=len(self)) > 0

    def provenance(self) -> Columns:
        """The columns that every fact ends with, from the claims that support it."""
        best, documents = self._best.columns, self.claims.documents
        addresses = documents.column("source_url")
        return {
            "confidence": self._confidence(),
            "document_count": pa.array(self.different("document")),
            "document_id": self._best.document_ids(),
            "source_url": addresses.take(pa.array(best["document"])),
            "quote": documents.passages(*(best[name] for name in PLACE)),
        }

    def _confidence(self) -> pa.Array:
        """The highest measured precision among the rules of each fact; null where none has been measured."""
        measured = confidence(self.claims)
        highest = np.fmax.reduceat(measured, np.flatnonzero(starts(self.fact))) if len(measured) else measured
        return pa.array(highest, from_pandas=True)


def confidence(claims: Claimed) -> Column:
    """The measured precision of the rule of each claim, not a number where it has not been measured."""
    measured = measured_precision()
    return claims.told("rule", lambda rule: measured.get(str(rule), np.nan), float)


def best_first(claims: Claimed, identifiers: pa.Array) -> Facts:
    """Facts by the identifiers of what each claim states. The best passage is a person's, a primary source, said
    outright, the earliest."""
    published = ranks(pc.fill_null(claims.documents.column("published_on"), "9999"))
    claims = claims.but(
        primary=_primary(claims),
        inferred=claims.told("rule", lambda rule: str(rule).endswith(INFERRED), bool),
        published=published[claims.columns["document"]],
    )
    fact, ids = coded(identifiers)
    cells = claims.columns
    order = order_of(
        fact,
        claims.told("rule", lambda rule: rule != BY_HAND, bool),
        ~cells["primary"],
        *(cells[name] for name in ("inferred", "published", "document", "start", "end", "rule")),
    )
    return Facts(claims.at(order), fact[order], ids)


def evidence(table: str, facts: Facts, supports: Flags) -> Columns:
    """The passages of the facts of a table in order of fact, document and place; one row for each slice of text."""
    place = [facts.claims.columns[name] for name in PLACE]
    order = order_of(facts.fact, *place, ~supports, facts.claims.columns["rule"])
    order = order[starts(facts.fact[order], *(each[order] for each in place))]
    claims, row_id = facts.claims.at(order), facts.ids.take(pa.array(facts.fact[order]))
    document_id, start, end = claims.document_ids(), claims["start"], claims["end"]
    return {
        "evidence_id": joined(f"{table}:", row_id, "@", document_id, ":", start.cast(TEXT), "-", end.cast(TEXT)),
        "table": pa.array([table], TEXT).take(pa.array(np.zeros(len(order), dtype=np.int64))),
        "row_id": row_id,
        "document_id": document_id,
        "start": start,
        "end": end,
        "quote": claims.documents.passages(*(claims.columns[name] for name in PLACE)),
        "rule": claims["rule"],
        "confidence": pa.array(confidence(claims), from_pandas=True),
        "supports": pa.array(supports[order]),
    }
