"""The rows of tables on printed pages become tables: what heads them, and how they run over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from flows.reading.laying_out import Grid, GridCell
from flows.reading.paragraphs import Group, Words, text_of_cell
from flows.reading.printed import Box, Cell, Line, Sheet, TablePlace

# More rectangles or lines than that are a drawing.
_MOST_DRAWN = 400
# In points: how near a line across is to the end of the row that it rules off.
_NEAR = 8.0
# How many rows of heads a table that runs over pages says again at most, and how exactly its columns stand there.
_MOST_REPEATED = 4
_ALIGNED = 6.0


def with_looks(lines: Sequence[Line], sheet: Sheet) -> list[Line]:
    """Lines of a page in which rows say what colour is behind them, and whether a line across is below them."""
    if not any(line.row for line in lines) or max(len(sheet.rules), len(sheet.fills)) > _MOST_DRAWN:
        return list(lines)
    return [_with_look(line, sheet) if line.row else line for line in lines]


def _with_look(line: Line, sheet: Sheet) -> Line:
    x, y = line.left + 1, (line.bottom + line.top) / 2
    fills = [colour for box, colour in sheet.fills if box.left <= x <= box.right and box.bottom <= y <= box.top]
    wide = (line.right - line.left) / 2
    ruled = any(_is_below(line, rule) and rule.right - rule.left >= wide for rule in sheet.rules)
    return replace(line, fill=fills[-1] if fills else "", ruled_below=ruled)


def _is_below(line: Line, rule: Box) -> bool:
    return -_NEAR <= rule.bottom - line.bottom <= 1 and rule.left < line.right and line.left < rule.right


def over_pages(groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """Groups in which a table that goes on in the next column or page is one, and how many heads it says again."""
    joined: list[tuple[Group, int]] = []
    last: int | None = None  # where the table is that can go on: only notes and the end of its page are behind it
    for found in groups:
        if found.kind == "table" and last is not None:
            whole, known = joined[last]
            again = _repeated(whole.lines, found.lines)
            if _goes_on(whole, found, again):
                rows = [*whole.lines, *found.lines[again:]]
                joined[last] = Group("table", rows, found.page), max(known, again)
                continue
        joined.append((found, 0))
        last = len(joined) - 1 if found.kind == "table" else last if found.kind == "note" else None
    return joined


def _goes_on(table: Group, found: Group, again: int) -> bool:
    """Whether a table is the rest of one: its columns stand where those do on the next page, or say their heads again
    in another column."""
    one, other = table.lines[-1].table, found.lines[0].table
    if not one or not other or len(one.columns) != len(other.columns):
        return False
    on_next_page = found.page == table.page + 1
    beside = found.page == table.page and found.lines[0].bottom > table.lines[-1].top
    aside = other.columns[0][0] - one.columns[0][0]
    return (on_next_page and _are_aligned(one, other, 0)) or (
        bool(again) and (on_next_page or beside) and _are_aligned(one, other, aside)
    )


def _are_aligned(one: TablePlace, other: TablePlace, aside: float) -> bool:
    """Whether the columns of two tables stand under each other, if one stood so much farther to the right."""
    return all(
        first[0] + aside - _ALIGNED < second[1] and second[0] - _ALIGNED < first[1] + aside
        for first, second in zip(one.columns, other.columns, strict=True)
    )


def _repeated(rows: Sequence[Line], more: Sequence[Line]) -> int:
    """How many rows at the head of a page are those at the head of the table."""
    pairs = list(zip(rows, more, strict=False))[:_MOST_REPEATED]
    return sum(1 for _ in takewhile(lambda pair: pair[0].text.split() == pair[1].text.split(), pairs))


def grid_of(rows: Sequence[Line], repeated: int, words: Words) -> Grid:
    """A table of these rows, with what heads it by its look."""
    head_rows = repeated or _bold_rows(rows) or _apart(rows)
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
    """How many rows at its head are in bold letters, if the others are not."""
    bold = sum(1 for _ in takewhile(lambda row: _are_bold(row.cells), rows))
    return bold if bold < len(rows) and not all(_are_bold(row.cells[1:]) for row in rows[bold:]) else 0


def _apart(rows: Sequence[Line]) -> int:
    """1 if the first row alone has another colour behind it, or a line across below it."""
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
