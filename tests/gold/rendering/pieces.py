"""The pieces that renderings are made of: the blocks of a document without marks of Markdown. See `pieces_of`."""

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
    """A cell of a rendering: its words, and the number of rows and columns that it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """A table, row by row. `head_rows`: how many rows are drawn as headers, as many sites draw the first row of any
    table; `known_heads`: how many rows are known to be headers."""

    rows: tuple[tuple[Shown, ...], ...]
    head_rows: int
    known_heads: int

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((sum(cell.columns for cell in row) for row in self.rows), default=1)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The rows below the headers as (name, value); nothing for a table that has not two columns."""
        rows = self.rows[self.known_heads :]
        return [(name.text, value.text) for name, value in rows] if all(len(row) == 2 for row in self.rows) else []

    @cached_property
    def merged(self) -> tuple[tuple[Shown, ...], ...]:
        """The rows with equal cells merged: headers side by side, and the first cells of rows below each other."""
        rows = [list(_joined(row)) if number < self.head_rows else list(row) for number, row in enumerate(self.rows)]
        starts = [number for number in range(self.head_rows, len(rows)) if not self._repeats_label(number)]
        for start, end in pairwise([*starts, len(rows)]):
            first = rows[start][0]
            rows[start][0] = Shown(first.text, end - start, first.columns)
            for below in rows[start + 1 : end]:
                del below[0]
        return tuple(map(tuple, rows))

    def _repeats_label(self, number: int) -> bool:
        """Whether the first cell of a row is the same as that of the row above."""
        above, here = self.rows[number - 1], self.rows[number]
        alike = number > self.head_rows and len(above) == len(here) > 1
        return alike and bool(here[0].text) and above[0] == here[0]


def _joined(row: Sequence[Shown]) -> Iterator[Shown]:
    """Yield the cells of a row, equal cells side by side as one."""
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[at].text and row[end] == row[at]:
            end += 1
        yield Shown(row[at].text, columns=end - at)
        at = end


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a rendering; a whole list is one piece. `level`: of a heading, 1 to 6; `items`: (level, text) of each
    item of a list; `ordered`: whether the items have numbers."""

    kind: str
    text: str = ""
    level: int = 0
    grid: Grid | None = None
    items: tuple[tuple[int, str], ...] = ()
    ordered: bool = False


def pieces_of(document: Document) -> list[Piece]:
    """Return the pieces of a document, in order. The caption of a table is a paragraph above the table."""
    text, pieces = document.text, list[Piece]()
    items: list[Block] = []
    for block in (*document.blocks, None):
        if block and block.kind == "item":
            items.append(block)
            continue
        if items:
            pieces.append(_list(text, items))
            items = []
        if block and block.table:
            if block.table.caption:
                pieces.append(Piece("paragraph", words(text[slice(*block.table.caption)])))
            pieces.append(Piece("table", grid=_grid(text, block.table)))
        elif block and (shown := words(text[block.start : block.end])):
            kind = "paragraph" if block.kind == "furniture" else block.kind
            level = min(6, max(1, block.level or 2)) if kind == "heading" else 0
            pieces.append(Piece(kind, shown, level))
    return pieces


def words(text: str) -> str:
    """Return a slice of a document on one line, without marks of Markdown."""
    return _MARKS.sub("", _LINK.sub(r"\1", " ".join(text.split())))


def _list(text: str, blocks: Sequence[Block]) -> Piece:
    items = tuple((max(1, block.level), words(text[block.start : block.end])) for block in blocks)
    ordered = all(block.marker and block.marker[0].isdigit() for block in blocks)
    return Piece("list", items=items, ordered=ordered)


def _grid(text: str, table: Table) -> Grid:
    rows = []
    for row in table.rows:
        # A cell that covers several columns stands there once for each; empty cells have no slice to tell them apart.
        seen = list(
            dict.fromkeys((cell.start, cell.end, place if cell.is_empty else 0) for place, cell in enumerate(row))
        )
        spans = {(cell.start, cell.end): cell.column_span for cell in row}
        rows.append(tuple(Shown(words(text[a:b]), columns=spans[a, b] if a < b else 1) for a, b, _ in seen))
    known = table.head_rows if table.form == "grid" else 0
    return Grid(tuple(rows), known or int(table.form == "grid" and len(rows) > 1), known)
