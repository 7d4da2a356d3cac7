"""The tables of a tagged PDF: finds the column of each cell by its position, since empty cells have no tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from flows.reading.laying_out import Grid, GridCell
from flows.reading.printed import Box, Line

# The most columns; a wider row is no real row.
_WIDEST = 200
# In points: how much further right values are than their names, and how far lines may overlap.
_INDENT = 10
_MAY_OVERLAP = 3.0


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the horizontal extent of its text on the page; both are 0 if the cell is empty."""

    cell: GridCell
    left: float = 0.0
    right: float = 0.0
    is_bold: bool = False


class Placed(NamedTuple):
    """The position of some text: the page on which it begins, and its box."""

    page: int
    box: Box


def are_rows(rows: Sequence[Sequence[Placed]], apart: bool) -> bool:
    """Whether boxes form rows of a table: at least two complete rows, with cells side by side in the same columns.

    `apart`: require more than a space between cells, since they may be parts of a line.
    """
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == width]
    if width < 2 or len(full) < 2 or not all(_are_side_by_side(row, apart) for row in rows):
        return False
    columns = [
        (min(cell.box.left for cell in column), max(cell.box.right for cell in column))
        for column in zip(*full, strict=True)
    ]
    return all(one[1] <= other[0] for one, other in pairwise(columns))


def _are_side_by_side(cells: Sequence[Placed], apart: bool) -> bool:
    return all(
        one.page == other.page
        and one.box.right + (one.box.top - one.box.bottom if apart else 0) <= other.box.left
        and one.box.bottom < other.box.top
        and other.box.bottom < one.box.top
        for one, other in pairwise(cells)
    )


def names_of(places: Sequence[Placed]) -> list[bool]:
    """Return which boxes are names, if the boxes are names with values indented below them; empty if they are not."""
    lefts = sorted({round(place.box.left) for place in places})
    if len(lefts) != 2 or lefts[1] - lefts[0] < _INDENT:
        return []
    names = [round(place.box.left) == lefts[0] for place in places]
    below = all(
        one.page < other.page or other.box.top <= one.box.bottom + _MAY_OVERLAP for one, other in pairwise(places)
    )
    return names if names[0] and not names[-1] and sum(names) > 1 and below else []


def pairs_of(texts: Sequence[tuple[bool, str]]) -> Grid:
    """Make a table of pairs from texts marked as names or values.

    Consecutive names share the next value; consecutive values of one name are joined with "; ".
    """
    rows: list[tuple[str, str]] = []
    waiting: list[str] = []
    for is_name, text in texts:
        if is_name:
            waiting.append(text)
        elif waiting:
            rows += [(name, text) for name in waiting]
            waiting = []
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}; {text}")
    return Grid(tuple((GridCell(name, True), GridCell(text)) for name, text in rows), head_columns=1, form="pairs")


def placed_cell(text: str, lines: Sequence[Line], is_head: bool, row_span: int = 1, column_span: int = 1) -> PlacedCell:
    """Return a cell with the position of its lines."""
    cell = GridCell(text, is_head, row_span, column_span)
    if not lines:
        return PlacedCell(cell)
    bold = all(word.bold for line in lines for word in line.cells)
    return PlacedCell(cell, min(line.left for line in lines), max(line.right for line in lines), bold)


def grid_of(rows: Sequence[Sequence[PlacedCell]], declared: int) -> Grid:
    """Make a table of rows, `declared` of which are tagged as header rows (0: judge by header cells and bold text)."""
    rows = [row for row in rows if row]
    head_rows = declared or sum(1 for _ in takewhile(_is_head, rows)) or int(_is_bold(rows))
    if head_rows >= len(rows):
        head_rows = 0
    leading = [
        sum(1 for _ in takewhile(lambda cell: cell.cell.is_head, row)) for row in rows[head_rows:] if len(row) > 1
    ]
    return Grid(tuple(map(tuple, _in_columns(rows))), head_rows, min(leading, default=0))


def _is_head(row: Sequence[PlacedCell]) -> bool:
    return all(cell.cell.is_head for cell in row if cell.cell.text)


def _is_bold(rows: Sequence[Sequence[PlacedCell]]) -> bool:
    """Whether the first row is bold and the other rows are not, apart from their first cells."""
    first, *rest = [[cell.is_bold for cell in row if cell.cell.text] for row in rows] or [[]]
    return bool(first) and all(first) and bool(rest) and not any(all(row[1:]) and row[1:] for row in rest)


def _in_columns(rows: Sequence[Sequence[PlacedCell]]) -> list[list[GridCell]]:
    """Return rows with empty cells inserted where one is missing, judged by the columns of complete rows."""
    width = min(_WIDEST, max((sum(cell.cell.column_span for cell in row) for row in rows), default=0))
    extents = _extents(rows, width)
    taken: dict[int, int] = {}  # by column: how many more rows a cell from above covers
    filled_rows: list[list[GridCell]] = []
    for row in rows:
        free = [column for column in range(width) if not taken.get(column)]
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        missing = len(free) - sum(cell.cell.column_span for cell in row)
        line: list[GridCell] = []
        at = 0
        for cell in row:
            while missing > 0 and at < len(free) and _stands_behind(cell, free, at, extents):
                line.append(GridCell(""))
                missing, at = missing - 1, at + 1
            span = cell.cell.column_span
            while missing > 0 and at + span < len(free) and _reaches(cell, extents[free[at + span]]):
                missing, span = missing - 1, span + 1
            line.append(replace(cell.cell, column_span=span))
            for column in free[at : at + span]:
                if cell.cell.row_span > 1:
                    taken[column] = cell.cell.row_span - 1
            at += span
        filled_rows.append(line)
    return filled_rows


def _extents(rows: Sequence[Sequence[PlacedCell]], width: int) -> list[tuple[float, float] | None]:
    """Return the horizontal extent of each column in complete rows; None for a column without text in them."""
    columns: list[tuple[float, float] | None] = [None] * width
    for row in rows:
        if len(row) == width:
            for column, cell in enumerate(row):
                if cell.right > cell.left:
                    known = columns[column]
                    left, right = known or (cell.left, cell.right)
                    columns[column] = min(left, cell.left), max(right, cell.right)
    return columns


def _stands_behind(
    cell: PlacedCell, free: Sequence[int], at: int, columns: Sequence[tuple[float, float] | None]
) -> bool:
    """Whether a cell belongs to a column further right than the free column at `at`."""
    own = columns[free[at]]
    later = [columns[column] for column in free[at + 1 :]]
    if cell.right <= cell.left or own is None:
        return False
    return _overlap(cell, own) <= 0 and any(column and _overlap(cell, column) > 0 for column in later)


def _reaches(cell: PlacedCell, column: tuple[float, float] | None) -> bool:
    """Whether a cell extends into a column."""
    return column is not None and cell.right > column[0] + _MAY_OVERLAP


def _overlap(cell: PlacedCell, column: tuple[float, float]) -> float:
    """Return the width of the overlap of a cell and a column; 0 or less if they do not overlap."""
    return min(cell.right, column[1]) - max(cell.left, column[0])
