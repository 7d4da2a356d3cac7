"""Reads tables with horizontal rules only: rules separate their rows, and gaps common to all rows their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from flows.reading.bands import NARROW, Band, Spaces, bands_of, narrowed
from flows.reading.printed import Box, Grid, Line

# In font sizes: how close an outer row without a rule must be to the table, and its lines to each other, beyond the
# usual gap. In lines: the highest such row above the first rule.
_NEXT = 1.0
_MORE_GAP = 0.15
_MOST_LINES = 5

# The box between two rules, and the lines in it.
Row = tuple[Box, Sequence[Band]]
# Consecutive rows, and the free horizontal spaces that they share.
Run = tuple[Sequence[Row], Spaces]


def with_columns(lines: Sequence[Line], grids: Sequence[Grid], gap: float) -> list[Grid]:
    """Return ruled tables, with those that seem to have a single column split into columns by their free spaces.

    `gap` is the usual distance between lines, in font sizes.
    """
    return [split for grid in grids for split in (_split_by_gaps(lines, grid, gap) if _is_one_column(grid) else [grid])]


def _is_one_column(grid: Grid) -> bool:
    return all(sum(cell is not None for cell in row) == 1 for row in grid)


def _split_by_gaps(lines: Sequence[Line], grid: Grid, gap: float) -> Iterator[Grid]:
    """Yield the tables with columns that the text in a single-column grid forms."""
    boxes = sorted((cell for row in grid for cell in row if cell), key=lambda box: -box.top)
    rows = [row for box in boxes if (row := _row(lines, box))[1]]
    if rows:
        rows = [*_outer_rows(lines, rows, gap, above=True), *rows, *_outer_rows(lines, rows, gap, above=False)]
    for run, spaces in _merged(rows, list(_runs(rows))):
        middles = [(left + right) / 2 for left, right in spaces[1:-1]]
        left, right = min(box.left for box, _ in run), max(box.right for box, _ in run)
        sides = list(pairwise([left, *middles, right]))
        yield [
            [Box(start, box.bottom, end, box.top) for start, end in sides]
            if narrowed(_free(row), spaces, 0.0)
            else [Box(left, box.bottom, right, box.top), *[None] * (len(sides) - 1)]
            for row in run
            for box in row[:1]
        ]


def _merged(rows: Sequence[Row], runs: Sequence[Run]) -> Sequence[Run]:
    """Merge runs with the same columns into one, including the rows between them that span all columns."""
    if len(runs) < 2:
        return runs
    shared = runs[0][1]
    for run, spaces in runs[1:]:
        shared = narrowed(spaces, shared, NARROW * run[0][1][0].size)
        if len(shared) != len(spaces):
            return runs
    first, last = rows.index(runs[0][0][0]), rows.index(runs[-1][0][-1])
    return [(rows[first : last + 1], shared)]


def _row(lines: Sequence[Line], box: Box) -> Row:
    """Return a box with the words of the lines inside it."""
    inside = []
    for line in lines:
        words = tuple(word for word in line.cells if box.left <= (word.left + word.right) / 2 < box.right)
        if words and box.bottom <= (line.bottom + line.top) / 2 < box.top and not line.row:
            inside.append(replace(line, cells=words))
    return box, list(bands_of(inside))


def _outer_rows(lines: Sequence[Line], rows: Sequence[Row], gap: float, *, above: bool) -> list[Row]:
    """Return the row above the first rule or below the last one, as a list of one; empty without such a row.

    The text there must be close to the table and leave free several of its column gaps.
    """
    box, bands = rows[0 if above else -1]
    size = bands[0].size
    most = _MOST_LINES * size if above else max(box.top - box.bottom for box, _ in rows)
    space = (
        box._replace(bottom=box.top, top=box.top + most)
        if above
        else box._replace(bottom=box.bottom - most, top=box.bottom)
    )
    edge, near, free = box.top if above else box.bottom, _NEXT, _free((box, bands))
    near_bands: list[Band] = []
    for band in sorted(_row(lines, space)[1], key=lambda band: band.bottom if above else -band.bottom):
        top = band.lines[0].top
        free = _shared(free, band.free(), NARROW * band.size)
        if (band.bottom - edge if above else edge - top) > near * size or len(free) < 3:
            break
        near_bands.append(band)
        edge, near = (top if above else band.bottom), gap + _MORE_GAP
    if not near_bands or len(_free((box, near_bands))) < 3:
        return []
    return [
        (
            box._replace(
                bottom=min(band.bottom for band in near_bands), top=max(band.lines[0].top for band in near_bands)
            ),
            near_bands,
        )
    ]


def _runs(rows: Sequence[Row]) -> Iterator[Run]:
    """Yield runs of consecutive rows that share free spaces; a row across all columns ends a run and is in none."""
    run: list[Row] = []
    spaces: Spaces = []
    known: Spaces = []
    sure = False
    for row in rows:
        free, least = _free(row), NARROW * row[1][0].size
        fitting = narrowed(free, spaces, least)
        if len(fitting) > 2 and (sure or len(fitting) >= len(free)):
            run, spaces, sure = [*run, row], fitting, True
            continue
        if sure:
            yield run, spaces
            known = spaces
        again = narrowed(free, known, least)
        sure = len(again) > 2
        run, spaces = [row], again if sure else free
    if sure:
        yield run, spaces


def _free(row: Row) -> Spaces:
    """Return the horizontal spaces that all lines of a row leave free."""
    return reduce(lambda free, band: _shared(free, band.free(), NARROW * band.size), row[1][1:], row[1][0].free())


def _shared(one: Spaces, other: Spaces, least: float) -> Spaces:
    """Return the overlaps of two lists of spaces that are at least `least` wide."""
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(left, right) for left, right in both if right - left >= least]
