"""What renderings are made of: the blocks of a document as words, without its marks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flows.reading import Document
from flows.reading.blocks import Block, Table

_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.,!?’”])[*_](?!\w)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is drawn: its words, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """The words of a table, row by row. `head_rows` are drawn as heads, as the first row of any table is by many sites;
    `known_heads` are heads."""

    rows: tuple[tuple[Shown, ...], ...]
    head_rows: int
    known_heads: int

    @property
    def width(self) -> int:
        return max((sum(cell.columns for cell in row) for row in self.rows), default=1)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Its rows as names and values, without those of heads; none where it is not of two columns."""
        rows = self.rows[self.known_heads :]
        return [(a.text, b.text) for a, b in rows] if all(len(row) == 2 for row in self.rows) else []

    @cached_property
    def merged(self) -> tuple[tuple[Shown, ...], ...]:
        """The rows with one cell for heads that are alike side by side, and for first cells alike below each other."""
        rows = [list(_joined(row)) if number < self.head_rows else list(row) for number, row in enumerate(self.rows)]
        starts = [number for number in range(self.head_rows, len(rows)) if not self._goes_on(number)]
        for start, end in pairwise([*starts, len(rows)]):
            first = rows[start][0]
            rows[start][0] = Shown(first.text, end - start, first.columns)
            for below in rows[start + 1 : end]:
                del below[0]
        return tuple(map(tuple, rows))

    def _goes_on(self, number: int) -> bool:
        above, here = self.rows[number - 1], self.rows[number]
        alike = number > self.head_rows and len(above) == len(here) > 1
        return alike and bool(here[0].text) and above[0] == here[0]


def _joined(row: Sequence[Shown]) -> Iterator[Shown]:
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[at].text and row[end] == row[at]:
            end += 1
        yield Shown(row[at].text, columns=end - at)
        at = end


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it is drawn. A list is one piece with its `items`, each with its level."""

    kind: str
    text: str = ""
    level: int = 0
    grid: Grid | None = None
    items: tuple[tuple[int, str], ...] = ()
    ordered: bool = False


def pieces_of(document: Document) -> list[Piece]:
    """The pieces of a document, in order. A caption that a table has is a paragraph above it."""
    text, found = document.text, list[Piece]()
    run: list[Block] = []
    for block in (*document.blocks, None):
        if block and block.kind == "item":
            run.append(block)
            continue
        if run:
            found.append(_list(text, run))
            run = []
        if block and block.table:
            if block.table.caption:
                found.append(Piece("paragraph", words(text[slice(*block.table.caption)])))
            found.append(Piece("table", grid=_grid(text, block.table)))
        elif block and (shown := words(text[block.start : block.end])):
            kind = "paragraph" if block.kind == "furniture" else block.kind
            level = min(6, max(1, block.level or 2)) if kind == "heading" else 0
            found.append(Piece(kind, shown, level))
    return found


def words(text: str) -> str:
    """A slice of a document on one line, without marks of Markdown."""
    return _MARKS.sub("", _LINK.sub(r"\1", " ".join(text.split())))


def _list(text: str, run: Sequence[Block]) -> Piece:
    items = tuple((max(1, block.level), words(text[block.start : block.end])) for block in run)
    ordered = all(block.marker and block.marker[0].isdigit() for block in run)
    return Piece("list", items=items, ordered=ordered)


def _grid(text: str, table: Table) -> Grid:
    rows = []
    for row in table.rows:
        seen = list(
            dict.fromkeys((cell.start, cell.end, place if cell.is_empty else 0) for place, cell in enumerate(row))
        )
        spans = {(cell.start, cell.end): cell.column_span for cell in row}
        rows.append(tuple(Shown(words(text[a:b]), columns=spans[a, b] if a < b else 1) for a, b, _ in seen))
    known = table.head_rows if table.form == "grid" else 0
    return Grid(tuple(rows), known or int(table.form == "grid" and len(rows) > 1), known)
