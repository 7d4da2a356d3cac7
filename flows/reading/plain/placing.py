"""Places the cells of rows that are set with spaces under the columns over which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.reading.plain.layout import Line
from flows.reading.plain.seen import PreparedText

# Spaces between two cells.
_WIDE = 3
# Wider tables are none that somebody set with spaces; the time for a row grows with the square of its columns.
_MOST_COLUMNS = 50
_Slice = tuple[int, int]


def in_place(
    text: PreparedText, lines: Sequence[Line], rows: Sequence[Sequence[_Slice]]
) -> tuple[list[list[int] | None], list[int]]:
    """Return where the cells of rows stand, and for each column the one where its header in the first row stands.

    The first is for each row the column of each of its cells, by where they stand in their lines; None for a row that
    has all cells, tabs or bars of its own, or of which two cells stand at one column. The full rows say where columns
    are.
    """
    width = max(map(len, rows))
    nowhere: list[list[int] | None] = [None] * len(rows)
    own = list(range(width))
    if width > _MOST_COLUMNS:
        return nowhere, own
    extents = [_extents(text, line, cells) for line, cells in zip(lines, rows, strict=True)]
    full = [cells for cells in extents if len(cells) == width]
    columns = [(min(start for start, _ in cells), max(end for _, end in cells)) for cells in zip(*full, strict=True)]
    if not columns or any(one[1] > other[0] for one, other in pairwise(columns)):
        return nowhere, own
    places = [_columns_of(cells, columns) if 0 < len(cells) < width else None for cells in extents]
    return places, (_headers(extents[0], places[0], columns) if places[0] else own)


def _extents(text: PreparedText, line: Line, cells: Sequence[_Slice]) -> list[_Slice]:
    """Return where in its line each cell begins and ends; [] unless there are wide spaces between all its cells."""
    begin = text.origin[line.mark - 1] + 1 if line.mark else 0
    found = [text.slice(*cell) for cell in cells]
    own_bars = any(text.origin[start - 1] != text.origin[start - 2] for start, _ in cells[1:])
    near = any(other[0] - one[1] < _WIDE for one, other in pairwise(found))
    # A tab says nothing of columns.
    has_tabs = "\t" in text.original[begin : found[-1][1]]
    if len(cells) < 2 or own_bars or near or has_tabs or "\n" in text.text[line.start : line.end]:
        return []
    return [(start - begin, end - begin) for start, end in found]


def _columns_of(cells: Sequence[_Slice], columns: Sequence[_Slice]) -> list[int] | None:
    """Return the column of each cell: that which begins where it begins, or else that which it overlaps most, or else
    the nearest; None if two share one."""

    def closeness(cell: _Slice, column: _Slice) -> tuple[bool, int]:
        return cell[0] == column[0], min(cell[1], column[1]) - max(cell[0], column[0])

    found = [max(range(len(columns)), key=lambda at: closeness(cell, columns[at])) for cell in cells]
    return found if sorted({*found}) == found else None


def _headers(cells: Sequence[_Slice], places: Sequence[int], columns: Sequence[_Slice]) -> list[int]:
    """Return for each column the one where its header stands.

    Several headers that divide the columns behind the names evenly, and each stand over their share of them, span it.
    Any other header is of its own column alone.
    """
    own = list(range(len(columns)))
    heads = [(cell, at) for cell, at in zip(cells, places, strict=True) if at]
    span, left = divmod(len(columns) - 1, len(heads))
    shares = [columns[at : at + span] for at in range(1, len(columns), span)]
    stand_over = all(
        cell[0] < share[-1][0] and cell[1] > share[0][0] for (cell, _), share in zip(heads, shares, strict=False)
    )
    if len(heads) < 2 or left or not stand_over:
        return own
    return [0, *(at for _, at in heads for _ in range(span))]
