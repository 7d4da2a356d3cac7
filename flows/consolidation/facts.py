"""What every kind of fact shares: claims with their documents, which of them speaks first, and their passages.

Claims and facts are columns, and what is found out about them is found out for all of them at once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.entries import KINDS, NAMES, NUMBERS, Claims
from flows.extraction.claims import Claim, slug
from flows.reading.document import Document
from schemas import vocabularies
from schemas.numbered import Flags, Numbers, ranks, starts

Row = dict[str, object]
Cells = Mapping[str, pa.Array]
Stated = Mapping[type[Claim], pa.Table]
# Both are written by `make accuracy`: the precision of each rule, and all figures, which releases carry.
MEASURED = Path(__file__).with_name("measured.csv")
ACCURACY = Path(__file__).with_name("accuracy.json")
# The rule of passages that a person gave.
BY_HAND = "correction"
# Claims by these ways of linking are inferred from the text around; all others are said outright.
INFERRED = "-context"
TEXT = pa.large_string()
_TYPES = {
    **dict.fromkeys(("start", "end", "count"), pa.int64()),
    **dict.fromkeys(("share_percent", "rate"), pa.float64()),
    **dict.fromkeys(("historic", "quotation"), pa.bool_()),
}
# Names recur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


class Documents:
    """The documents that claims are made in, in order of their identifiers; claims name them by their number."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.all = documents
        self.by_id = {document.document_id: document for document in documents}
        self.numbers = {document_id: number for number, document_id in enumerate(self.by_id)}

    def column(self, name: str) -> pa.Array:
        """What each document has in a field of text."""
        return pa.array([getattr(document, name) for document in self.all], TEXT)

    def passages(self, claims: Cells) -> pa.Array:
        """The passage of each claim, word for word."""
        texts = [document.text for document in self.all]
        places = zip(*(claims[name].to_pylist() for name in ("document", "start", "end")), strict=True)
        return pa.array([texts[document][start:end] for document, start, end in places], TEXT)


def stated(claims: Sequence[Claims], documents: Documents) -> Stated:
    """The claims column by column, and in `document` the number of the document that makes each."""
    texts = pa.array([text for each in claims for text in each.texts], TEXT)
    first = np.cumsum([0, *(len(each.texts) for each in claims)])[:-1]
    document = np.array([documents.numbers[each.document_id] for each in claims], dtype=np.int64)
    found = {}
    for place, kind in enumerate(KINDS):
        counts = [each.count(place) for each in claims]
        cells: dict[str, Any] = {"document": np.repeat(document, counts)}
        offset = np.repeat(first, counts)
        rows = np.frombuffer(b"".join(each.rows[place] for each in claims), "<i4").reshape(-1, len(NAMES[kind]))
        for name, numbers in zip(NAMES[kind], rows.T, strict=True):
            if name not in NUMBERS:
                column = texts.take(pa.array(numbers + offset, mask=numbers < 0))
            else:
                column = pa.array(numbers.astype(np.int64))
            cells[name] = column.cast(_TYPES.get(name, TEXT))
        found[kind] = pa.table(cells)
    return found


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


def primary(claims: Cells, documents: Documents) -> Flags:
    """Which claims come from who made the grade or the figure: an inspectorate, or the body itself."""
    publishers, bodies = documents.column("publisher").dictionary_encode(), claims["body_id"].dictionary_encode()
    publisher, body = filled(publishers.indices)[integers(claims["document"])], filled(bodies.indices)
    names, ids = publishers.dictionary.to_pylist(), [*bodies.dictionary.to_pylist(), None]
    pairs, which = np.unique(publisher * len(ids) + body % len(ids), return_inverse=True)
    made = [pair >= 0 and _made_it(names[pair // len(ids)], ids[pair % len(ids)]) for pair in pairs.tolist()]
    return np.array(made, dtype=bool)[which]


@dataclass(frozen=True)
class Facts:
    """Claims by the facts they state: those of one fact together, the best first, facts in order of their identifiers.

    `fact` is the number of the fact that each claim states; the claims' column `fact_id` is its identifier.
    """

    claims: pa.Table
    fact: Numbers
    documents: Documents

    def __len__(self) -> int:
        return int(self.fact[-1]) + 1 if len(self.fact) else 0

    def __getitem__(self, name: str) -> pa.Array:
        return whole(self.claims[name])

    @cached_property
    def _first(self) -> Numbers:
        return np.flatnonzero(starts(self.fact))

    def only(self, which: Flags) -> Facts:
        """The facts that some of the claims state, by these alone."""
        claims, fact = self.claims.filter(pa.array(which)), self.fact[which]
        return Facts(claims, np.cumsum(starts(fact)) - 1, self.documents)

    def first(self, name: str) -> pa.Array:
        """What the best claim of each fact has in a column."""
        return self[name].take(pa.array(self._first))

    def first_filled(self, name: str) -> pa.Array:
        """What the best claim of those that have something in a column has there."""
        return self._picked(name, np.flatnonzero(self[name].is_valid()))

    def longest(self, name: str) -> pa.Array:
        """The longest text that any claim of each fact has in a column: of dates the most exact."""
        length = filled(pc.utf8_length(self[name]))
        order = np.lexsort([-length, self.fact])
        return self._picked(name, order[length[order] >= 0])

    def _picked(self, name: str, order: Numbers) -> pa.Array:
        """Of each fact the cell of the first claim in an order, in which claims of one fact stand together."""
        firsts = order[starts(self.fact[order])]
        picked = np.full(len(self), -1, dtype=np.int64)
        picked[self.fact[firsts]] = firsts
        return self[name].take(pa.array(picked, mask=picked < 0))

    def different(self, *names: str, which: Flags | None = None) -> Numbers:
        """How many different combinations of numbers some claims of each fact have, by default all of them."""
        chosen = np.arange(len(self.fact)) if which is None else np.flatnonzero(which)
        numbers = [self.fact[chosen], *(integers(self[name])[chosen] for name in names)]
        order = np.lexsort(numbers[::-1])
        return np.bincount(numbers[0][order][starts(*(each[order] for each in numbers))], minlength=len(self))

    def some(self, which: Flags) -> Flags:
        """Whether any of some claims states each fact."""
        return np.bincount(self.fact[which], minlength=len(self)) > 0

    def provenance(self) -> dict[str, pa.Array]:
        """The columns that every fact ends with, from the claims that support it."""
        best = {name: self.first(name) for name in ("document", "start", "end")}
        return {
            "confidence": self._confidence(),
            "document_count": pa.array(self.different("document")),
            **{name: self.documents.column(name).take(best["document"]) for name in ("document_id", "source_url")},
            "quote": self.documents.passages(best),
        }

    def _confidence(self) -> pa.Array:
        """The highest measured precision among the rules of each fact; null where none has been measured."""
        measured = confidence(self["rule"]).to_numpy(zero_copy_only=False)
        highest = np.fmax.reduceat(measured, self._first) if len(measured) else measured
        return pa.array(highest, from_pandas=True)


def confidence(rules: pa.Array) -> pa.Array:
    """The measured precision of rules; null where it has not been measured."""
    coded, measured = rules.dictionary_encode(), measured_precision()
    known = pa.array([measured.get(rule) for rule in coded.dictionary.to_pylist()], pa.float64())
    return known.take(coded.indices)


def best_first(claims: pa.Table, fact_ids: pa.Array, documents: Documents) -> Facts:
    """Facts by the identifiers of what each claim states. The best passage is a person's, a primary source, said
    outright, the earliest."""
    inferred = flags_of(pc.ends_with(whole(claims["rule"]), INFERRED))
    is_primary = primary({name: whole(claims[name]) for name in ("body_id", "document")}, documents)
    claims = claims.append_column("fact_id", fact_ids)
    claims = claims.append_column("primary", pa.array(is_primary)).append_column("inferred", pa.array(inferred))
    document = integers(claims["document"])
    published = ranks(pc.fill_null(documents.column("published_on"), "9999"))[document]
    claims = claims.append_column("published", pa.array(published))
    fact = ranks(fact_ids)
    order = np.lexsort(
        [
            ranks(claims["rule"]),
            *(integers(claims[name]) for name in ("end", "start", "document", "published")),
            inferred,
            ~is_primary,
            flags_of(pc.not_equal(claims["rule"], BY_HAND)),
            fact,
        ]
    )
    return Facts(claims.take(pa.array(order)), np.cumsum(starts(fact[order])) - 1, documents)


def evidence(table: str, facts: Facts, supports: Flags) -> pa.Table:
    """The passages of the facts of a table in order of fact, document and place; one row for each slice of text."""
    place = [integers(facts[name]) for name in ("document", "start", "end")]
    order = np.lexsort([ranks(facts["rule"]), ~supports, *place[::-1], facts.fact])
    order = order[starts(facts.fact[order], *(each[order] for each in place))]
    rows = {name: facts[name].take(pa.array(order)) for name in ("fact_id", "document", "start", "end", "rule")}
    document_id = facts.documents.column("document_id").take(rows["document"])
    start, end = (rows[name].cast(TEXT) for name in ("start", "end"))
    return pa.table(
        {
            "evidence_id": joined(f"{table}:", rows["fact_id"], "@", document_id, ":", start, "-", end),
            "table": pa.array([table], TEXT).take(pa.array(np.zeros(len(order), dtype=np.int64))),
            "row_id": rows["fact_id"],
            "document_id": document_id,
            "start": rows["start"],
            "end": rows["end"],
            "quote": facts.documents.passages(rows),
            "rule": rows["rule"],
            "confidence": confidence(rows["rule"]),
            "supports": pa.array(supports[order]),
        }
    )


def joined(*parts: pa.Array | str) -> pa.Array:
    """Columns of text and text put together, row by row."""
    texts = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, pa.scalar("", TEXT))


def cells_of(table: pa.Table) -> Cells:
    """The columns of a table by name, each in one piece."""
    return {name: whole(table[name]) for name in table.column_names}


def replaced(table: pa.Table, name: str, cells: pa.Array) -> pa.Table:
    """A table with other cells in a column."""
    return table.set_column(table.column_names.index(name), name, cells)


def whole(cells: Any) -> pa.Array:
    """A column in one piece."""
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


def integers(cells: Any) -> Numbers:
    """A column of numbers, of which none is missing."""
    return np.asarray(whole(cells).to_numpy(zero_copy_only=False), dtype=np.int64)


def filled(cells: Any) -> Numbers:
    """A column of numbers, -1 where one is missing."""
    return integers(pc.fill_null(cells, -1))


def flags_of(cells: Any) -> Flags:
    """A column of true and false; an empty cell is false."""
    return np.asarray(whole(pc.fill_null(cells, False)).to_numpy(zero_copy_only=False), dtype=bool)
