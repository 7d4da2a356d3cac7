"""Tables with rules: what stands between the same rules is one cell, however it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from flows.reading.columns import Split, bands_of, grouped, plain, row_in
from flows.reading.printed import Box, Cell, Grid, Line

# A cell with more lines is a part of the page, in a frame.
_MOST_LINES = 15


def in_grids(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line]:
    """The lines of a page, those in tables with rules put together as rows where the first of them stood."""
    for grid in grids:
        pieces = [piece for line in lines for piece in _pieces(line, grid)]
        filled = [cell for cell, _ in pieces if cell]
        if len({cell.left for cell in filled}) > 1 and max(Counter(filled).values()) <= _MOST_LINES:
            lefts = sorted({cell.left for cells in grid for cell in cells if cell})
            first = next(number for number, (cell, _) in enumerate(pieces) if cell)
            rows = [line for cells in grid for line in _rows(cells, pieces, lefts)]
            after = [piece for cell, piece in pieces[first:] if cell is None]
            lines = [*(piece for _, piece in pieces[:first]), *rows, *after]
    return list(lines)


def _pieces(line: Line, grid: Grid) -> Iterator[tuple[Box | None, Line]]:
    """A line, parted where its words are in different cells."""
    y = (line.bottom + line.top) / 2

    def where(word: Cell) -> Box | None:
        x = (word.left + word.right) / 2
        cells = (cell for row in grid for cell in row if cell and not line.row)
        return next((cell for cell in cells if cell.left <= x < cell.right and cell.bottom <= y < cell.top), None)

    for cell, words in groupby(line.cells, where):
        cells = tuple(words)
        yield cell, replace(line, cells=cells, hyphen=line.hyphen if cells[-1] is line.cells[-1] else "")


def _rows(cells: Sequence[Box | None], pieces: Sequence[tuple[Box | None, Line]], lefts: Sequence[float]) -> list[Line]:
    """What stands between two rules: a row, or more where there is no rule between them."""
    within = [(cell, piece) for cell, piece in pieces if cell and cell in cells]
    bands = list(bands_of([piece for _, piece in within]))
    used = {cell for cell, _ in within}
    if not used or (len(used) == 1 and any(cell.left < left < cell.right for cell in used for left in lefts)):
        return plain(bands)
    starts = [cell.left if cell else float("inf") for cell in cells]
    splits: list[Split] = [[[] for _ in cells] for _ in bands]
    for band, split in zip(bands, splits, strict=True):
        for word in band.words:
            middle = (word.left + word.right) / 2
            split[max(number for number, left in enumerate(starts) if left <= middle)].append(word)
    rows = [list(range(len(bands)))]
    if sum(sum(map(bool, column)) > 1 for column in zip(*splits, strict=True)) > 1:
        parted = grouped(bands, splits)
        rows = parted if all(_used([splits[number] for number in row]) > 1 for row in parted) else rows
    return [row_in([bands[number] for number in row], [splits[number] for number in row]) for row in rows]


def _used(splits: Sequence[Split]) -> int:
    return sum(any(column) for column in zip(*splits, strict=True))
