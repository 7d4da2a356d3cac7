"""Tables as they stand on the page: the cells of a row, the row that heads its columns, the cells that are grades."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME
from flows.extraction.analysis.text.layout import Block
from flows.extraction.grades.words.words import ANY, code_of

# A cell that is a grade, whatever marks, arrows or stars stand beside it: "● G", "G ▲", "G (no change)".
GRADE_CELL = re.compile(
    rf"[^\w(|?]*(?P<grade>{ANY})(?![\w-])[^\w(|?]*(?:\((?:[^\w()]*|new|no\s+change|unchanged|same)\)\W*)?",
    re.IGNORECASE,
)
# "1", "2.3", "A1", "AFI 4": what a row is numbered with.
REFERENCE = re.compile(r"\W*(?:[A-Za-z]{1,3}[ .-]?)?\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?\W*")
# What stands in a second row of heads, below bodies or areas: "2021", "Round 2", "Now".
TIME_CELL = re.compile(
    rf"\W*(?:(?:19|20)\d\d|(?:{PROGRAMME}|round|inspection|grade|in|from|report)\s+\S{{1,9}}|then|now|before|after|previous|last|this|"
    r"current|latest|new|old|first|second|third|from|to)\b(?:\W*\w+){0,2}\W*",
    re.IGNORECASE,
)
RULE = re.compile(r"[\s|:+=–—_-]+")
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
    # The cells over those, where heads stand in two rows, each of them over as many columns as it spans.
    uppers: list[Cell] = field(default_factory=list)

    def upper(self, number: int) -> Cell | None:
        """What stands over the head of the column of a cell."""
        return self.uppers[number] if len(self.uppers) == len(self.cells) else None

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
    blocks = [block for block in analysis.blocks if not _is_rule(analysis.text, block)]
    for before, block in zip([None, *blocks], blocks, strict=False):
        if block.kind != "row":
            continue
        titled = first is not None and before is not None and before.index == first.index
        above = titled and first and len(cells_of(analysis.text, first)) < len(cells_of(analysis.text, block))
        if before is None or before.kind != "row" or above:
            cells = cells_of(analysis.text, block)
            graded = grades_of(analysis.text, cells)
            first = None if graded and not are_heads(graded, cells) else block
        elif titled and _are_times(analysis.text, cells_of(analysis.text, block)):
            first = block
        elif first:
            found[block.index] = first
    return found


def _is_rule(text: str, block: Block) -> bool:
    """Whether a row is the line between the heads of a table and its rows."""
    return block.kind == "row" and RULE.fullmatch(text, block.start, block.end) is not None


def _are_times(text: str, cells: list[Cell]) -> bool:
    """Whether a row holds nothing but times, below bodies or areas that each span several of its columns."""
    rest = [cell for cell in cells[1:] if cell.end > cell.start]
    first = cells[0].end == cells[0].start
    return first and len(rest) > 1 and all(TIME_CELL.fullmatch(text, cell.start, cell.end) for cell in rest)


def uppers_of(analysis: Analysis, header: Block, heads: list[Cell]) -> list[Cell]:
    """The cells over the heads of a table, one for each of its columns; none where heads stand in one row."""
    near = reversed(analysis.blocks[max(0, header.index - 2) : header.index])
    above = next((block for block in near if not _is_rule(analysis.text, block)), None)
    if above is None or above.kind != "row" or not _are_times(analysis.text, heads):
        return []
    cells = cells_of(analysis.text, above)
    if len(cells) == len(heads):
        spread = cells[:1]
        for cell in cells[1:]:
            spread.append(cell if cell.end > cell.start else spread[-1])
        return spread
    wide, left = divmod(len(heads) - 1, max(1, len(cells) - 1))
    return [] if left else [cells[0], *(cell for cell in cells[1:] for _ in range(wide))]


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
