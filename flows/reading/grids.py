"""Reads tables with ruling lines: everything between the same rules is one cell, in whatever order it is drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from flows.reading.bands import bands_of
from flows.reading.columns import Split, grouped, row_in
from flows.reading.printed import Box, Cell, Grid, Line, TablePlace, cell_of, row_of

# A cell with more lines is a part of the page inside a frame.
_MOST_LINES = 15
# In points: edges this close count as one.
_NEAR = 2.0

# The part of a line that is in one cell, with that cell; None outside all cells.
Piece = tuple[Box | None, Line]


def in_grids(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line]:
    """Return the lines of a page, with the lines of ruled tables replaced by rows, where their first line was."""
    for grid in grids:
        pieces = [piece for line in lines for piece in _pieces(line, grid)]
        filled = [cell for cell, _ in pieces if cell]
        if len({cell.left for cell in filled}) > 1 and max(Counter(filled).values()) <= _MOST_LINES:
            place = _place(grid)
            first = next(number for number, (cell, _) in enumerate(pieces) if cell)
            row_tops = sorted(
                max(cell.top for cell in cells if cell) for cells in grid if not set(filled).isdisjoint(cells)
            )
            rows = [line for cells in grid for line in _rows(cells, pieces, place, row_tops)]
            after = [piece for cell, piece in pieces[first:] if cell is None]
            lines = [*(piece for _, piece in pieces[:first]), *rows, *after]
    return list(lines)


def _place(grid: Grid) -> TablePlace:
    """Return the columns of a table: each reaches from the left edge of a cell to that of the next cell."""
    lefts = sorted({cell.left for cells in grid for cell in cells if cell})
    right = max(cell.right for cells in grid for cell in cells if cell)
    return TablePlace(tuple(pairwise([*lefts, right])))


def _pieces(line: Line, grid: Grid) -> Iterator[Piece]:
    """Split a line where its words are in different cells."""
    y = (line.bottom + line.top) / 2

    def cell_at(word: Cell) -> Box | None:
        x = (word.left + word.right) / 2
        cells = (cell for row in grid for cell in row if cell and not line.row)
        return next((cell for cell in cells if cell.left <= x < cell.right and cell.bottom <= y < cell.top), None)

    for cell, words in groupby(line.cells, cell_at):
        cells = tuple(words)
        yield cell, replace(line, cells=cells, hyphen=line.hyphen if cells[-1] is line.cells[-1] else "")


def _rows(cells: Sequence[Box | None], pieces: Sequence[Piece], place: TablePlace, row_tops: list[float]) -> list[Line]:
    """Return the rows between two rules: usually one, several if the text has more rows than rules.

    `row_tops`: the upper edges of the table's rows, in ascending order.
    """
    within = [(cell, piece) for cell, piece in pieces if cell and cell in cells]
    bands = list(bands_of([piece for _, piece in within]))
    if not bands:
        return []
    starts = [cell.left if cell else float("inf") for cell in cells]
    splits: list[Split] = [[[] for _ in cells] for _ in bands]
    for band, split in zip(bands, splits, strict=True):
        for word in band.words:
            middle = (word.left + word.right) / 2
            split[max(number for number, left in enumerate(starts) if left <= middle)].append(word)
    lefts = [left for left, _ in place.columns]
    if sum(sum(map(bool, column)) > 1 for column in zip(*splits, strict=True)) > 1:
        row_numbers = grouped(bands, splits)
        rows = [([bands[number] for number in row], [splits[number] for number in row]) for row in row_numbers]
        if len(rows) > 1 and all(_used(split) > 1 for _, split in rows):
            return [row_in(*row, place) for row in rows]
    row_cells = []
    for cell, column in zip(cells, zip(*splits, strict=True), strict=True):
        if cell:
            column_span = _between(lefts, cell.left - _NEAR, cell.right - _NEAR)
            row_span = _between(row_tops, cell.bottom + _NEAR, cell.top + _NEAR)
            row_cells.append(cell_of(column, cell.left, cell.right, (max(1, column_span), max(1, row_span))))
    return [row_of([line for band in bands for line in band.lines], row_cells, place)]


def _between(places: Sequence[float], low: float, high: float) -> int:
    """Return how many of the sorted positions are at least `low` and below `high`."""
    return bisect_left(places, high) - bisect_left(places, low)


def _used(splits: Sequence[Split]) -> int:
    return sum(any(column) for column in zip(*splits, strict=True))
