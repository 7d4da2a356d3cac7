"""The form in which what was extracted from one document is kept and handed from process to process.

Claims column by column, as consolidation works with them: documents have thousands of claims, and an object for each
takes most of the time and memory of a run that extracts nothing new. As bytes it is compressed JSON: nothing in it can
run, and its checksum tells damage.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, RatingClaim, StakeholderClaim
from flows.reading.document import Document

KINDS: tuple[type[Claim], ...] = (RatingClaim, DisruptionClaim, StakeholderClaim)
SEPARATOR = ";"
_BODY = ("body_id", "body", "body_kind")
# Fields of claims that are other columns than they are fields, and their cells from the values of the field.
_PARTS = {"passage": ("start", "end"), "body": _BODY, "organisation": _BODY}
_NOBODY: Any = Body(None, None, None)  # type: ignore[arg-type]
_SPLIT: dict[str, Callable[[Sequence[Any]], Iterable[Iterable[object]]]] = {
    "passage": lambda values: zip(*((each.start, each.end) for each in values), strict=True),
    **dict.fromkeys(
        ("body", "organisation"),
        lambda values: zip(*((b.body_id, b.name, b.kind) for each in values for b in [each or _NOBODY]), strict=True),
    ),
    **dict.fromkeys(("threats", "relations"), lambda values: [map(SEPARATOR.join, values)]),
}
NAMES: dict[type[Claim], tuple[str, ...]] = {
    kind: tuple(name for field in fields(kind) for name in _PARTS.get(field.name, (field.name,))) for kind in KINDS
}
# Columns of text; their cells are numbers of texts, of which each stands in a document once: -1 of the last, nothing.
TEXTS: dict[type[Claim], frozenset[str]] = {
    kind: frozenset(
        name
        for field in fields(kind)
        for name in _PARTS.get(field.name, (field.name,))
        if field.name != "passage" and not {"int", "float", "bool"} & set(str(field.type).split(" | "))
    )
    for kind in KINDS
}
_values_of = {kind: attrgetter(*(field.name for field in fields(kind))) for kind in KINDS}
_about = attrgetter(*(field.name for field in fields(Document)))


class Unreadable(ValueError):
    """An entry that is not what was kept."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one document: for each of `KINDS` the cells of its columns, those of text by their numbers."""

    document_id: str
    texts: tuple[str | None, ...]
    columns: Sequence[Sequence[Sequence[Any]]]

    def __len__(self) -> int:
        return sum(map(self.count, KINDS))

    def count(self, kind: type[Claim]) -> int:
        """How many claims there are of one kind."""
        return len(self.columns[KINDS.index(kind)][0])


def column(claims: Sequence[Claims], kind: type[Claim], name: str) -> list[Any]:
    """The cells of a column of all claims of one kind."""
    number, place = KINDS.index(kind), NAMES[kind].index(name)
    if name not in TEXTS[kind]:
        return [*chain.from_iterable(each.columns[number][place] for each in claims)]
    return [text for each in claims for text in map(each.texts.__getitem__, each.columns[number][place])]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and what was extracted from it; what was refused in it nobody asks for later."""

    document: Document
    claims: Claims


def claims_of(extraction: Extraction) -> Claims:
    """The claims of an extraction, in their order."""
    numbers: dict[str | None, int] = {None: -1}
    columns = []
    for kind in KINDS:
        claims = [claim for claim in extraction.claims if type(claim) is kind]
        cells = _cells(kind, claims) if claims else repeat(())
        columns.append(
            [
                [numbers.setdefault(text, len(numbers) - 1) for text in each] if name in TEXTS[kind] else [*each]
                for name, each in zip(NAMES[kind], cells, strict=False)
            ]
        )
    return Claims(extraction.document_id, (*[*numbers][1:], None), columns)


def _cells(kind: type[Claim], claims: Sequence[Claim]) -> Iterator[Iterable[Any]]:
    for field, values in zip(fields(kind), zip(*map(_values_of[kind], claims), strict=True), strict=True):
        yield from _SPLIT[field.name](values) if field.name in _SPLIT else [values]


def encode(entry: Entry) -> bytes:
    """An entry as bytes."""
    parts = [_about(entry.document), entry.claims.texts[:-1], entry.claims.columns]
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(content.encode("utf-8", "surrogatepass"), 1)


def decode(content: bytes) -> Entry:
    """The entry that was encoded; raises `Unreadable` for anything else."""
    try:
        about, texts, columns = json.loads(zlib.decompress(content))
        document = Document(*about)
        # Texts recur in many documents: they are kept once in memory.
        return Entry(document, Claims(document.document_id, (*map(sys.intern, texts), None), columns))
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise Unreadable(str(error)) from None
