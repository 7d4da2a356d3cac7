"""Turns rows of tables on printed pages into tables: finds headers by their look, and joins tables that span pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from flows.reading.laying_out import Grid, GridCell
from flows.reading.paragraphs import Group, Words, text_of_cell
from flows.reading.printed import Box, Cell, Line, Sheet, TablePlace

# A page with more rectangles or rules is a drawing.
_MOST_DRAWN = 400
# In points: how far a rule may be from the bottom of the row that it belongs to.
_NEAR = 8.0
# How many header rows a table may repeat on the next page at most; and in points, how far columns may shift there.
_MOST_REPEATED = 4
_ALIGNED = 6.0


def with_looks(lines: Sequence[Line], sheet: Sheet) -> list[Line]:
    """Return the lines of a page, with rows knowing the colour behind them and whether there is a rule below them."""
    if not any(line.row for line in lines) or max(len(sheet.rules), len(sheet.fills)) > _MOST_DRAWN:
        return list(lines)
    return [_with_look(line, sheet) if line.row else line for line in lines]


def _with_look(line: Line, sheet: Sheet) -> Line:
    x, y = line.left + 1, (line.bottom + line.top) / 2
    fills = [colour for box, colour in sheet.fills if box.left <= x <= box.right and box.bottom <= y <= box.top]
    half_width = (line.right - line.left) / 2
    ruled = any(_is_below(line, rule) and rule.right - rule.left >= half_width for rule in sheet.rules)
    return replace(line, fill=fills[-1] if fills else "", ruled_below=ruled)


def _is_below(line: Line, rule: Box) -> bool:
    return -_NEAR <= rule.bottom - line.bottom <= 1 and rule.left < line.right and line.left < rule.right


def over_pages(groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """Join tables that continue in the next column or page; return groups with their number of repeated header rows."""
    joined: list[tuple[Group, int]] = []
    last: int | None = None  # the table that may continue: only footnotes follow it
    for group in groups:
        if group.kind == "table" and last is not None:
            table, head_rows = joined[last]
            repeated = _repeated(table.lines, group.lines)
            if _continues(table, group, repeated):
                rows = [*table.lines, *group.lines[repeated:]]
                joined[last] = Group("table", rows, group.page), max(head_rows, repeated)
                continue
        joined.append((group, 0))
        last = len(joined) - 1 if group.kind == "table" else last if group.kind == "note" else None
    return joined


def _continues(table: Group, more: Group, repeated: int) -> bool:
    """Whether a table continues another one.

    It does if its columns are aligned with those on the page before, or if it repeats the headers in another column.
    """
    upper, lower = table.lines[-1].table, more.lines[0].table
    if not upper or not lower or len(upper.columns) != len(lower.columns):
        return False
    on_next_page = more.page == table.page + 1
    beside = more.page == table.page and more.lines[0].bottom > table.lines[-1].top
    shift = lower.columns[0][0] - upper.columns[0][0]
    return (on_next_page and _are_aligned(upper, lower, 0)) or (
        bool(repeated) and (on_next_page or beside) and _are_aligned(upper, lower, shift)
    )


def _are_aligned(one: TablePlace, other: TablePlace, aside: float) -> bool:
    """Whether the columns of two tables are aligned when the first is moved right by `aside` points."""
    return all(
        first[0] + aside - _ALIGNED < second[1] and second[0] - _ALIGNED < first[1] + aside
        for first, second in zip(one.columns, other.columns, strict=True)
    )


def _repeated(rows: Sequence[Line], more: Sequence[Line]) -> int:
    """Return how many of the first rows repeat the first rows of the table before."""
    pairs = list(zip(rows, more, strict=False))[:_MOST_REPEATED]
    return sum(1 for _ in takewhile(lambda pair: pair[0].text.split() == pair[1].text.split(), pairs))


def grid_of(rows: Sequence[Line], repeated: int, words: Words) -> Grid:
    """Make a table of rows; `repeated` is its known number of header rows (0: judge by bold text, colour and rules)."""
    head_rows = repeated or _bold_rows(rows) or _set_off_rows(rows)
    head_columns = int(_is_first_column_bold(rows[head_rows:]))
    return Grid(
        tuple(
            tuple(
                _cell(cell, words, number < head_rows or (not place and bool(head_columns)))
                for place, cell in enumerate(row.cells)
            )
            for number, row in enumerate(rows)
        ),
        head_rows,
        head_columns,
    )


def _cell(cell: Cell, words: Words, is_head: bool) -> GridCell:
    text = text_of_cell(cell.text, words)
    return GridCell(text, is_head and bool(text), cell.row_span, cell.column_span)


def _bold_rows(rows: Sequence[Line]) -> int:
    """Return how many rows at the top are bold; 0 if the others are bold too."""
    bold = sum(1 for _ in takewhile(lambda row: _are_bold(row.cells), rows))
    return bold if bold < len(rows) and not all(_are_bold(row.cells[1:]) for row in rows[bold:]) else 0


def _set_off_rows(rows: Sequence[Line]) -> int:
    """Return 1 if the first row alone has its background colour, or a rule below it before the last row, else 0."""
    if len(rows) < 2:
        return 0
    first, rest = rows[0], rows[1:]
    coloured = first.fill and all(row.fill != first.fill for row in rest)
    ruled = first.ruled_below and len(rows) > 2 and not any(row.ruled_below for row in rest[:-1])
    return int(bool(coloured or ruled))


def _is_first_column_bold(rows: Sequence[Line]) -> bool:
    wide = [row for row in rows if len(row.cells) > 1]
    others = [cell for row in wide for cell in row.cells[1:] if cell.text]
    return bool(others) and all(row.cells[0].bold for row in wide) and not any(cell.bold for cell in others)


def _are_bold(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.text]
    return bool(filled) and all(cell.bold for cell in filled)
