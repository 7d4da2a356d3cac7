"""The form in which what was extracted from one document is kept and handed from process to process.

Claims are numbers in columns, as consolidation takes them up: an object for each claim, of which there are dozens in a
document, takes most of the time and memory of a run that extracts nothing new. An entry as bytes is not compressed,
which would take most of the time of writing and reading it; nothing in it can run, and its checksum tells damage.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import Any, get_type_hints

from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, Passage, RatingClaim, StakeholderClaim
from flows.reading.document import Document, Reject
from schemas.vocabularies import SEPARATOR

# The table of the facts that each kind of claim states; entries have the kinds in this order.
TABLE_OF: Mapping[type[Claim], str] = {
    RatingClaim: "ratings",
    DisruptionClaim: "disruptions",
    StakeholderClaim: "stakeholders",
}
KINDS = tuple(TABLE_OF)
WIDTH = _CHECKSUM = 4
_NOBODY: Any = Body(None, None, None)  # type: ignore[arg-type]


def _bodies(values: Sequence[Any]) -> Iterable[Iterable[object]]:
    return zip(*((b.body_id, b.name, b.kind) for each in values for b in [each or _NOBODY]), strict=True)


def _numbers(values: Sequence[Any]) -> Iterable[Iterable[object]]:
    return [[None if each is None else repr(each) for each in values]]


# Fields of these types are other columns than they are fields, or have other cells than values.
_PARTS: dict[Any, tuple[str, ...]] = {
    Passage: ("start", "end"),
    **dict.fromkeys((Body, Body | None), ("body_id", "body", "body_kind")),
}
_SPLIT: dict[Any, Callable[[Sequence[Any]], Iterable[Iterable[object]]]] = {
    Passage: lambda values: zip(*((each.start, each.end) for each in values), strict=True),
    **dict.fromkeys((Body, Body | None), _bodies),
    tuple[str, ...]: lambda values: [map(SEPARATOR.join, values)],
    **dict.fromkeys((int | None, float | None), _numbers),
}
_TYPES = {kind: get_type_hints(kind) for kind in KINDS}
# The type of every field of claims, whatever the kind.
FIELDS: dict[str, Any] = dict(chain.from_iterable(types.items() for types in _TYPES.values()))
NAMES: dict[type[Claim], tuple[str, ...]] = {
    kind: tuple(chain.from_iterable(_PARTS.get(each, (name,)) for name, each in types.items()))
    for kind, types in _TYPES.items()
}
# What cells are by themselves; all others, also of numbers that may be large or broken or missing, are texts.
FLAGS = frozenset(name for name, each in FIELDS.items() if each is bool)
NUMBERS = FLAGS | {*_PARTS[Passage]}
_values_of = {kind: attrgetter(*types) for kind, types in _TYPES.items()}
_about = attrgetter(*(field.name for field in fields(Document) if field.name != "blocks"))
_told = attrgetter(*(field.name for field in fields(Reject)))


class Unreadable(ValueError):
    """An entry that is not what was kept."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one document: of each of `KINDS` row by row the cells of its `NAMES`, as integers of four bytes,
    the lowest first. Cells of text are numbers of texts, -1 is nothing. Each text is in `texts` once, in UTF-8, one
    after another; `lengths` are how many bytes each has, as integers as well. So thousands of documents are taken up
    without an object for each text."""

    document_id: str
    texts: bytes
    lengths: bytes
    rows: tuple[bytes, ...]

    def __len__(self) -> int:
        return sum(self.count(place) for place in range(len(KINDS)))

    def count(self, place: int) -> int:
        """How many claims there are of the kind at this place."""
        return len(self.rows[place]) // (WIDTH * len(NAMES[KINDS[place]]))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, what was extracted from it, and what is wrong with its sidecar.

    What the extraction refused nobody asks for later.
    """

    document: Document
    claims: Claims
    rejects: tuple[Reject, ...] = ()


def claims_of(extraction: Extraction) -> Claims:
    """The claims of an extraction, in their order."""
    numbers: dict[Any, int] = {None: -1}
    rows = []
    for kind in KINDS:
        claims = [claim for claim in extraction.claims if type(claim) is kind]
        columns = (
            cells if name in NUMBERS else [numbers.setdefault(text, len(numbers) - 1) for text in cells]
            for name, cells in zip(NAMES[kind], _columns(kind, claims), strict=bool(claims))
        )
        rows.append(_packed([*chain.from_iterable(zip(*columns, strict=True))]))
    texts = [text.encode() for text in [*numbers][1:]]
    return Claims(extraction.document_id, b"".join(texts), _packed([*map(len, texts)]), tuple(rows))


def _packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}i", *numbers)


def _columns(kind: type[Claim], claims: Sequence[Claim]) -> Iterator[Iterable[Any]]:
    fields_of_all = zip(*map(_values_of[kind], claims), strict=True)
    for each, values in zip(_TYPES[kind].values(), fields_of_all, strict=bool(claims)):
        yield from _SPLIT[each](values) if each in _SPLIT else [values]


def encode(entry: Entry) -> bytes:
    """An entry as bytes."""
    claims = entry.claims
    parts = [claims.texts, claims.lengths, *claims.rows]
    told = [_told(each) for each in entry.rejects]
    about = json.dumps([_about(entry.document), told, [*map(len, parts)]], ensure_ascii=False, separators=(",", ":"))
    # JSON without spaces has no line break.
    content = b"\n".join([about.encode("utf-8", "surrogatepass"), b"".join(parts)])
    return zlib.crc32(content).to_bytes(_CHECKSUM, "big") + content


def decode(content: bytes) -> Entry:
    """The entry that was encoded; raises `Unreadable` for anything else."""
    try:
        if zlib.crc32(memoryview(content)[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != content[:_CHECKSUM]:
            raise Unreadable("the checksum is another")
        first = content.index(b"\n", _CHECKSUM)
        cells, told, lengths = json.loads(content[_CHECKSUM:first])
        document, ends = Document(*cells), [*accumulate(lengths, initial=first + 1)]
        texts, numbers, *rows = (content[start:end] for start, end in pairwise(ends))
        claims = Claims(document.document_id, texts, numbers, tuple(rows))
        return Entry(document, claims, tuple(Reject(*each) for each in told))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise Unreadable(str(error)) from None
