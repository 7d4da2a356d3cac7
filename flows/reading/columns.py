"""Finds tables without rules: columns are where consecutive lines leave the same horizontal space free."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from flows.reading.bands import NARROW, Band, Spaces, bands_of, narrowed, plain
from flows.reading.printed import Cell, Line, TablePlace, cell_of, row_of

# In font sizes: a table has at least one gap this wide; and the width of a space.
_WIDE_GAP = 1.5
_BLANK = 0.3
# In font sizes: the largest distance of rows, from bottom to bottom; and how much closer the lines of one cell are.
_ROWS_APART = 4
_CLOSER = 0.25
_OVERLAP = 0.35
_SAME_SIZE = 0.1
# A line this many times larger or smaller than its neighbour is a heading between tables, not a row.
_MORE_SIZE = 1.4
# In font sizes: how far cells of a column may be shifted; and with how many lines above it a line is compared.
_ALIGNED = 0.5
_COMPARED = 5

# The end of a line in a cell that continues on the next line.
_UNDONE = re.compile(r"[-\x02\xad&/,]$|^(?:and|at|for|from|in|of|on|the|to|with)$")

# The words of a band in each column.
Split = list[list[Cell]]


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page, with the lines of tables merged into rows and all other lines unchanged."""
    bands = list(bands_of(lines))
    kept_lines: list[Line] = []
    at = done = 0
    while at < len(bands):
        if bands[at].lines[0].row or not bands[at].spaces(_WIDE_GAP):
            at += 1
            continue
        start, end, spaces = _extent(bands, done, at)
        rows = [_split(band, spaces) for band in bands[start:end]]
        full = [number for number, row in enumerate(rows, start) if sum(map(bool, row)) > 1]
        first = min(full)
        last = _end_of_last_row(bands[first:end], rows[first - start :], max(full) - first) + first
        if table := _table(bands[first:last], rows[first - start : last - start]):
            kept_lines += plain(bands[done:first]) + table
            done = at = last
        else:
            at += 1
    return kept_lines + plain(bands[done:])


def _end_of_last_row(bands: Sequence[Band], splits: Sequence[Split], last: int) -> int:
    """Return the end of the last row of a table; `last` is its last line with several cells.

    After that line the first cell alone can continue.
    """
    end = last + 1
    while end < len(bands) and _is_alike(bands[end], bands[end - 1], splits[end - 1][0] or splits[last][0]):
        end += 1
    rows = grouped(bands[:end], splits[:end])
    return next(row[-1] for row in rows if last in row) + 1


def _is_alike(band: Band, above: Band, cell: Sequence[Cell]) -> bool:
    """Whether a line has the size and weight of the cell that it may continue."""
    weights = {word.bold for word in band.words}
    return abs(band.size - above.size) <= _SAME_SIZE * above.size and weights == {word.bold for word in cell}


def _extent(bands: Sequence[Band], first: int, at: int) -> tuple[int, int, Spaces]:
    """Extend from line `at` to neighbouring lines that leave the same spaces free, not before line `first`.

    Returns the start and end of these lines, and the inner spaces that all of them leave free.
    """
    spaces = bands[at].free()
    start, end = at, at + 1
    for way in (1, -1):
        while first <= (number := end if way == 1 else start - 1) < len(bands):
            near = bands[number - way]
            band = bands[number]
            left = narrowed(band.free(), spaces, NARROW * band.size) if _is_next(near, band, way) else []
            beside = bands[max(start, end - _COMPARED) : end] if way == 1 else bands[start : start + _COMPARED]
            if not left or not _is_aligned(band, beside, left[1:-1]):
                break
            spaces = left
            start, end = (start, end + 1) if way == 1 else (start - 1, end)
    return start, end, spaces[1:-1]


def _is_next(near: Band, band: Band, way: int) -> bool:
    if not 1 / _MORE_SIZE < band.size / near.size < _MORE_SIZE:
        return False
    return not band.lines[0].row and 0 < way * (near.bottom - band.bottom) <= _ROWS_APART * near.size


def _split(band: Band, spaces: Spaces) -> Split:
    """Split the words of a line into columns at these spaces."""
    middles = [(left + right) / 2 for left, right in spaces]
    columns: Split = [[] for _ in range(len(middles) + 1)]
    for word in band.words:
        columns[bisect_left(middles, (word.left + word.right) / 2)].append(word)
    return columns


def _is_aligned(band: Band, others: Sequence[Band], spaces: Spaces) -> bool:
    """Whether the cells of a line without a wide gap are aligned with those of one of the other lines."""
    cells = _split(band, spaces)
    if sum(map(bool, cells)) < 2 or band.spaces(_WIDE_GAP):
        return True
    near = _ALIGNED * band.size
    splits = [_split(other, spaces) for other in others]
    return any(
        min(
            abs(cell[0].left - other_cell[0].left),
            abs(cell[-1].right - other_cell[-1].right),
            abs(cell[0].left + cell[-1].right - other_cell[0].left - other_cell[-1].right) / 2,
        )
        <= near
        for split in splits
        for cell, other_cell in list(zip(cells, split, strict=True))[1:]
        if cell and other_cell
    )


def _table(bands: Sequence[Band], splits: Sequence[Split]) -> list[Line]:
    """Return the rows of a table; empty if there are fewer than two, or if they are not drawn one after the other."""
    used = [any(columns) for columns in zip(*splits, strict=True)]
    splits = [[cell for cell, is_used in zip(split, used, strict=True) if is_used] for split in splits]
    rows = [([bands[n] for n in row], [splits[n] for n in row]) for row in grouped(bands, splits)]
    drawn = [[number for band in row for number in band.drawn] for row, _ in rows]
    in_turn = all(max(above) < min(below) for above, below in pairwise(drawn))
    if len(rows) < 2 or not in_turn or max(drawn[-1]) - min(drawn[0]) >= sum(map(len, drawn)):
        return []
    extents = zip(*splits, strict=True)
    place = TablePlace(
        tuple((min(c[0].left for c in column if c), max(c[-1].right for c in column if c)) for column in extents)
    )
    return [row_in(*row, place) for row in rows]


def grouped(bands: Sequence[Band], splits: Sequence[Split]) -> list[list[int]]:
    """Group consecutive lines into rows; return the line numbers of each row."""
    widths = [max(map(_width, columns)) for columns in zip(*splits, strict=True)]
    gaps = [one.lines[0].bottom - other.lines[0].top for one, other in pairwise(bands)]
    first, second = (
        min((split[column][0].left for split in splits if split[column]), default=float("inf")) for column in (0, 1)
    )
    rows, above = [[0]], splits[0]
    for number, gap in enumerate(gaps, 1):
        band, below = bands[number], splits[number]
        tied = max(bands[number - 1].drawn) > min(band.drawn) or _reads_as_continuation(
            above, below, len(rows[-1]) == 1
        )
        if gap <= min(gaps[number : number + 1], default=gap) + _CLOSER / 2 * band.size:
            tied = tied or _had_no_room(above, below, second - first - NARROW * band.size, _BLANK * band.size)
        near = tied or gap <= max(gaps) - _CLOSER * band.size
        if gap < -_OVERLAP * band.size or (near and _continues_row(above, below, tied, band.size, widths)):
            rows[-1].append(number)
            above = [two or one for one, two in zip(above, below, strict=True)]
        else:
            rows.append([number])
            above = below
    return rows


def _reads_as_continuation(above: Split, below: Split, is_first: bool) -> bool:
    """Whether each cell of a line reads like the continuation of the cell above.

    `is_first`: the line above is the first of its row, so that its cell must not begin in lower case itself.
    """
    crossing = [cells for cells in zip(above, below, strict=True) if all(cells)]
    return bool(crossing) and all(
        (lower[0].text[:1].islower() or _UNDONE.search(upper[-1].text))
        and not (is_first and upper[0].text[:1].islower())
        for upper, lower in crossing
    )


def _had_no_room(above: Split, below: Split, room: float, blank: float) -> bool:
    """Whether a line only continues the first cell of a row: its first word did not fit before the next column."""
    alone = bool(above[0]) and bool(below[0]) and not any(below[1:])
    return alone and _width(above[0]) + blank + below[0][0].right - below[0][0].left > room


def _continues_row(above: Split, below: Split, tied: bool, size: float, widths: Sequence[float]) -> bool:
    """Whether a line continues the row above it: no cell had room for its next word.

    A line with a first cell and others, below a line with others, is a new row unless the lines are `tied`: drawn
    together, cell by cell, or reading as one text.
    """
    if below[0] and any(below[1:]) and any(above[1:]) and not tied:
        return False
    crossing = [cells for cells in zip(above, below, widths, strict=True) if cells[0] and cells[1]]
    return bool(crossing) and all(
        _width(upper) + _BLANK * size + lower[0].right - lower[0].left > width for upper, lower, width in crossing
    )


def _width(cells: Sequence[Cell]) -> float:
    return cells[-1].right - cells[0].left if cells else 0.0


def row_in(bands: Sequence[Band], splits: Sequence[Split], place: TablePlace) -> Line:
    """Merge lines into one row; if only the first column has words, they become a title across all columns."""
    lines = [line for band in bands for line in band.lines]
    columns = list(zip(*splits, strict=True))
    if any(columns[0]) and not any(cell for column in columns[1:] for cell in column):
        return row_of(lines, [cell_of(columns[0], lines[0].left, lines[0].right, (len(columns), 1))], place)
    return row_of(lines, [cell_of(column, *sides) for column, sides in zip(columns, place.columns, strict=True)], place)
