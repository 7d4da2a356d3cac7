"""Tables as they stand on the page: the cells of a row, the row that heads its columns, the cells that are grades."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Block
from flows.extraction.grades.words import ANY, code_of

# A cell that is a grade, whatever marks, arrows or stars stand beside it: "● G", "G ▲", "G (no change)".
GRADE_CELL = re.compile(
    rf"[^\w(|?]*(?P<grade>{ANY})(?![\w-])[^\w(|?]*(?:\((?:[^\w()]*|new|no\s+change|unchanged|same)\)\W*)?",
    re.IGNORECASE,
)
# "1", "2.3", "A1", "AFI 4": what a row is numbered with.
REFERENCE = re.compile(r"\W*(?:[A-Za-z]{1,3}[ .-]?)?\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?\W*")
# How many rows above may hold what an empty cell leaves out.
MERGED = 15

# A grade in a cell: the slice and the grade.
Short = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its slice without the space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the numbers of those that are grades with these, and the cells above its columns."""

    block: Block
    cells: list[Cell]
    graded: list[tuple[int, Short]]
    heads: list[Cell]

    def head(self, number: int) -> Cell | None:
        """What heads the column of a cell; None where the row is not divided as the first one is."""
        return self.heads[number] if len(self.heads) == len(self.cells) else None

    def labels(self, text: str) -> list[int]:
        """The numbers of the cells that say something, and neither a grade nor the number of the row."""
        graded = {number for number, _ in self.graded}
        return [
            number
            for number, cell in enumerate(self.cells)
            if number not in graded and cell.end > cell.start and not REFERENCE.fullmatch(text, cell.start, cell.end)
        ]


def cells_of(text: str, block: Block) -> list[Cell]:
    """The cells of a row, empty ones too, without the borders of the table."""
    line = text[block.start : block.end].rstrip()
    found, at = [], block.start
    for part in line.split("|"):
        start = at + len(part) - len(part.lstrip())
        found.append(Cell(start, start + len(part.strip())))
        at += len(part) + 1
    return found[line.startswith("|") : len(found) - line.endswith("|")]


def headers_of(analysis: Analysis) -> dict[int, Block]:
    """The header row of every row below one, by index: the first row of its table, unless that gives grades itself.

    A row that holds all grades side by side gives none: its columns are headed by them.
    """
    found: dict[int, Block] = {}
    first: Block | None = None
    for before, block in zip([None, *analysis.blocks], analysis.blocks, strict=False):
        if block.kind != "row":
            continue
        titled = first is not None and before is not None and before.index == first.index
        above = titled and first and len(cells_of(analysis.text, first)) < len(cells_of(analysis.text, block))
        if before is None or before.kind != "row" or above:
            cells = cells_of(analysis.text, block)
            graded = grades_of(analysis.text, cells)
            first = None if graded and not are_heads(graded, cells) else block
        elif first:
            found[block.index] = first
    return found


def grades_of(text: str, cells: list[Cell], shorts: Collection[Short] = ()) -> list[tuple[int, Short]]:
    """The cells that hold a grade, or a short form of one, and nothing else: their number, the slice and the grade."""
    found: list[tuple[int, Short]] = []
    for number, cell in enumerate(cells):
        if match := GRADE_CELL.fullmatch(text, cell.start, cell.end):
            found.append((number, (*match.span("grade"), code_of(match["grade"]))))
        found += [(number, short) for short in shorts if short[:2] == (cell.start, cell.end)]
    return found


def are_heads(graded: list[tuple[int, Short]], cells: list[Cell]) -> bool:
    """Whether the cells of a row are grades, each another, but for the first one: they head columns."""
    different = len({code for _, (_, _, code) in graded}) == len(graded)
    rest = {number for number, _ in graded} | {0}
    alone = len(graded) == len(cells)
    return different and len(rest) == len(cells) and len(graded) > (1 if alone else 2)


def merged_into(analysis: Analysis, row: Row) -> Cell | None:
    """The cell above that an empty first cell goes on: a name set once for the rows below it."""
    first = row.cells[0]
    if first.end > first.start:
        return None
    for above in reversed(analysis.blocks[max(0, row.block.index - MERGED) : row.block.index]):
        cells = cells_of(analysis.text, above) if above.kind == "row" else []
        if len(cells) != len(row.cells) or (row.heads and cells[0] == row.heads[0]):
            return None
        if cells[0].end > cells[0].start:
            return cells[0]
    return None
