"""Claims column by column, as consolidation works with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.entries import FIELDS, FLAGS, KINDS, NAMES, NUMBERS, WIDTH, Claims
from flows.extraction.claims import Claim
from flows.reading.document import Document
from schemas.numbered import Flags, Numbers, coded, order_of, starts

TEXT = pa.large_string()
_TYPES = {
    **dict.fromkeys(("document", "start", "end"), pa.int64()),
    **dict.fromkeys(FLAGS, pa.bool_()),
}
_NUMBERS: dict[Any, Any] = {int | None: pa.int64(), float | None: pa.float64()}
# Numbers that are kept as they are written.
_WRITTEN = {name: _NUMBERS[each] for name, each in FIELDS.items() if each in _NUMBERS}
Column = npt.NDArray[Any]


class Documents:
    """The documents that claims are made in, in order of their identifiers; claims name them by their number."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.all = documents
        self.by_id = {document.document_id: document for document in documents}
        self.numbers = {document_id: number for number, document_id in enumerate(self.by_id)}
        self._columns: dict[str, pa.Array] = {}

    def column(self, name: str) -> pa.Array:
        """What each document has in a field of text."""
        if name not in self._columns:
            self._columns[name] = pa.array([getattr(document, name) for document in self.all], TEXT)
        return self._columns[name]

    def passages(self, document: Numbers, start: Numbers, end: Numbers) -> pa.Array:
        """The words at some places of documents."""
        texts = [document.text for document in self.all]
        places = zip(document.tolist(), start.tolist(), end.tolist(), strict=True)
        return pa.array([texts[number][first:last] for number, first, last in places], TEXT)


@dataclass(frozen=True)
class Claimed:
    """Claims of one kind column by column, and in `document` the number of the document that makes each.

    Text is kept as the numbers of `texts`, -1 for none. Texts are in order, so their numbers can be compared for them.
    """

    columns: Mapping[str, Column]
    texts: pa.Array
    documents: Documents

    def __len__(self) -> int:
        return len(self.columns["document"])

    def __getitem__(self, name: str) -> pa.Array:
        numbers = self.columns[name]
        if name in _TYPES:
            return pa.array(numbers, _TYPES[name])
        cells = self.texts.take(pa.array(numbers, mask=numbers < 0))
        return cells.cast(_WRITTEN[name]) if name in _WRITTEN else cells

    def at(self, which: Numbers | Flags) -> Claimed:
        """Some of the claims, by their places or by whether each is to be there."""
        return replace(self, columns={name: cells[which] for name, cells in self.columns.items()})

    def but(self, **columns: Column) -> Claimed:
        """The claims with further columns."""
        return replace(self, columns={**self.columns, **columns})

    def told(self, name: str, about: Callable[[str | None], Any], dtype: type) -> Column:
        """What is found out about the text of each claim in a column, about every different one once."""
        found: Column = np.zeros(len(self.texts) + 1, dtype=dtype)
        there = np.zeros(len(found), dtype=bool)
        numbers = self.columns[name]
        there[numbers] = True  # where there is none, that is the last
        places = np.flatnonzero(there)
        texts = self.texts.take(pa.array(places, mask=places == len(self.texts))).to_pylist()
        found[places] = [about(text) for text in texts]
        return found[numbers]

    def document_ids(self) -> pa.Array:
        """The identifier of the document of each claim."""
        return self.documents.column("document_id").take(pa.array(self.columns["document"]))


Stated = Mapping[type[Claim], Claimed]


def stated(claims: Sequence[Claims], documents: Documents) -> Stated:
    """The claims of documents by their kinds."""
    numbers, texts = coded(_texts(claims))
    first = np.cumsum([0, *(len(each.lengths) // WIDTH for each in claims)])[:-1]
    document = np.array([documents.numbers[each.document_id] for each in claims], dtype=np.int32)
    found = {}
    for place, kind in enumerate(KINDS):
        counts = [each.count(place) for each in claims]
        offset = np.repeat(first, counts)
        rows = np.frombuffer(b"".join(each.rows[place] for each in claims), "<i4").reshape(-1, len(NAMES[kind]))
        columns: dict[str, Column] = {"document": np.repeat(document, counts)}
        for name, cells in zip(NAMES[kind], rows.T, strict=True):
            if name in NUMBERS:
                columns[name] = cells.astype(bool) if _TYPES[name] == pa.bool_() else cells.copy()
            else:
                here = cells >= 0
                columns[name] = np.full(len(cells), -1, dtype=np.int32)
                columns[name][here] = numbers[cells[here] + offset[here]]
        found[kind] = Claimed(columns, texts, documents)
    return found


def called_alike(found: Stated) -> dict[type[Claim], Claimed]:
    """The same claims with one name and kind for each organisation: as the first document calls it."""
    parts = ("body_id", "document", "body", "body_kind")
    every = {name: np.concatenate([claims.columns[name] for claims in found.values()]) for name in parts}
    order = order_of(*(every[name] for name in parts))
    order = order[starts(every["body_id"][order]) & (every["body_id"][order] >= 0)]
    known = every["body_id"][order]
    alike = {}
    for kind, claims in found.items():
        named = claims.columns["body_id"] >= 0
        first = order[np.searchsorted(known, claims.columns["body_id"][named])]
        alike[kind] = claims.but(**{name: claims.columns[name].copy() for name in parts[2:]})
        for name in parts[2:]:
            alike[kind].columns[name][named] = every[name][first]
    return alike


def _texts(claims: Sequence[Claims]) -> pa.Array:
    """The texts of all claims, as they are kept: so they are Arrow's too."""
    lengths, content = (b"".join(getattr(each, name) for each in claims) for name in ("lengths", "texts"))
    ends = np.cumsum(np.frombuffer(lengths, "<i4"), dtype=np.int64)
    offsets = pa.py_buffer(np.append(np.int64(0), ends))
    texts = pa.LargeStringArray.from_buffers(len(ends), offsets, pa.py_buffer(content))
    texts.validate()
    return texts


def joined(*parts: pa.Array | str) -> pa.Array:
    """Columns of text and text put together, row by row."""
    texts = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, pa.scalar("", TEXT))


def replaced(table: pa.Table, name: str, cells: pa.Array) -> pa.Table:
    """A table with other cells in a column."""
    return table.set_column(table.column_names.index(name), name, cells)


def flags_of(cells: Any) -> Flags:
    """A column of true and false; an empty cell is false."""
    return np.asarray(pc.fill_null(cells, False).to_numpy(zero_copy_only=False), dtype=bool)
