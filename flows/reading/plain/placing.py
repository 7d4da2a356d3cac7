"""Places the cells of rows that are set with spaces under the columns over which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.reading.plain.layout import Line
from flows.reading.plain.seen import PreparedText

# Spaces between two cells; a tab says nothing of columns.
_WIDE = 3
_Slice = tuple[int, int]


def in_place(text: PreparedText, lines: Sequence[Line], rows: Sequence[Sequence[_Slice]]) -> list[list[int] | None]:
    """Return for each row the column of each of its cells, by where they stand in their lines; None for a row that has
    all cells or bars of its own, or of which two cells stand at one column. The full rows say where columns are."""
    width = max(map(len, rows))
    placed = [_extents(text, line, cells) for line, cells in zip(lines, rows, strict=True)]
    full = [cells for cells in placed if cells and len(cells) == width]
    columns = [(min(start for start, _ in cells), max(end for _, end in cells)) for cells in zip(*full, strict=True)]
    if not columns:
        return [None] * len(rows)
    return [_columns_of(cells, columns) if cells and len(cells) < width else None for cells in placed]


def _extents(text: PreparedText, line: Line, cells: Sequence[_Slice]) -> list[_Slice]:
    """Return where in its line each cell begins and ends; [] unless there are wide spaces between all its cells."""
    begin = text.origin[line.mark - 1] + 1 if line.mark else 0
    found = [text.slice(*cell) for cell in cells]
    own_bars = any(text.origin[start - 1] != text.origin[start - 2] for start, _ in cells[1:])
    near = any(other[0] - one[1] < _WIDE for one, other in pairwise(found))
    if len(cells) < 2 or own_bars or near or "\n" in text.text[line.start : line.end]:
        return []
    return [(start - begin, end - begin) for start, end in found]


def _columns_of(cells: Sequence[_Slice], columns: Sequence[_Slice]) -> list[int] | None:
    """Return the column of each cell: that which it overlaps most, or else the nearest; None if two share one."""
    found = [max(range(len(columns)), key=lambda at: _overlap(cell, columns[at])) for cell in cells]
    return found if sorted({*found}) == found else None


def _overlap(one: _Slice, other: _Slice) -> int:
    """Return how much two slices overlap; negative if they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])
