"""The form in which what was extracted from one document is kept and handed from process to process.

Compressed JSON: nothing in it can run, and its checksum tells damage. Strings that recur in many documents are kept
once in memory.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, Passage, RatingClaim, StakeholderClaim
from flows.reading.document import Document

KINDS: tuple[type[Claim], ...] = (RatingClaim, DisruptionClaim, StakeholderClaim)


@lru_cache(maxsize=100_000)
def _body(body_id: str, name: str, kind: str) -> Body:
    return Body(sys.intern(body_id), sys.intern(name), sys.intern(kind))


_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
# What the fields of claims hold beside text, numbers and nothing.
_MAKERS: dict[str, Callable[[Any], object]] = {
    "passage": lambda value: Passage(*value),
    "body": lambda value: _body(*value),
    "organisation": lambda value: value and _body(*value),
    "threats": lambda value: tuple(map(sys.intern, value)),
    "relations": lambda value: tuple(map(sys.intern, value)),
}
_MAKERS_AT = {
    kind: [(place, _MAKERS[field.name]) for place, field in enumerate(fields(kind)) if field.name in _MAKERS]
    for kind in KINDS
}
_TEXTS_AT = {
    kind: [place for place, field in enumerate(fields(kind)) if field.name not in _MAKERS and "str" in str(field.type)]
    for kind in KINDS
}
_values_of = {kind: attrgetter(*(field.name for field in fields(kind))) for kind in (*KINDS, Document)}


class Unreadable(ValueError):
    """An entry that is not what was kept."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and what was extracted from it; what was refused in it nobody asks for later."""

    document: Document
    extraction: Extraction


def encode(entry: Entry) -> bytes:
    """An entry as bytes."""
    claims = [
        (_NUMBERS[type(claim)], *map(_plain, _values_of[type(claim)](claim))) for claim in entry.extraction.claims
    ]
    content = json.dumps([_values_of[Document](entry.document), claims], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(content.encode("utf-8", "surrogatepass"), 1)


def decode(content: bytes) -> Entry:
    """The entry that was encoded; raises `Unreadable` for anything else."""
    try:
        about, claims = json.loads(zlib.decompress(content))
        document = Document(*about)
        return Entry(document, Extraction(document.document_id, tuple(_claim(*claim) for claim in claims), ()))
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise Unreadable(str(error)) from None


def _plain(value: object) -> object:
    match value:
        case Passage():
            return value.start, value.end
        case Body():
            return value.body_id, value.name, value.kind
    return value


def _claim(number: int, *values: Any) -> Claim:
    kind, cells = KINDS[number], [*values]
    for place, make in _MAKERS_AT[kind]:
        cells[place] = make(cells[place])
    for place in _TEXTS_AT[kind]:
        if cells[place] is not None:
            cells[place] = sys.intern(cells[place])
    return kind(*cells)
