"""Adds to a table what its format does not mark: a title row as caption, and headers judged from the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.reading.heads import head_columns, head_rows
from flows.reading.laying_out import Grid, GridCell, filled


def with_heads(grid: Grid) -> Grid:
    """Return a table with its title row as caption and headers guessed from its cells, as far as these are missing."""
    titles = titles_of(grid.rows)
    if not grid.caption and len(titles) > 2 and titles[0] and not any(titles[1:]):
        caption, heads = grid.rows[0][0].text, max(0, grid.head_rows - 1)
        grid = replace(grid, rows=grid.rows[1:], caption=caption, head_rows=heads)
    texts = texts_of(grid.rows)
    heads = extended_head_rows(grid.rows, texts, grid.head_rows or head_rows(texts))
    return replace(grid, head_rows=heads, head_columns=grid.head_columns or head_columns(texts[heads:]))


def texts_of(rows: Sequence[Sequence[GridCell]]) -> list[list[str]]:
    """Return the text at each grid position of each row; a cell as wide as the table only counts at the first one."""
    return [
        ["" if at and place.cell.column_span == len(row) else place.cell.text for at, place in enumerate(row)]
        for row in filled(rows)
    ]


def titles_of(rows: Sequence[Sequence[GridCell]]) -> list[bool]:
    """Return for each row whether it is a single cell as wide as the table."""
    widest = max((sum(cell.column_span for cell in row) for row in rows), default=0)
    return [len(row) == 1 and bool(row[0].text) and row[0].column_span >= widest > 1 for row in rows]


def extended_head_rows(rows: Sequence[Sequence[GridCell]], texts: Sequence[Sequence[str]], count: int) -> int:
    """Return the number of header rows: `count`, or more if headers span down or a next row subdivides them."""
    if not 0 < count < len(rows):
        return min(count, len(rows))
    depth = max((number + cell.row_span for number, row in enumerate(rows[:count]) for cell in row), default=count)
    # A header over several columns spans them, or is repeated over each.
    divided = any(text.strip() and text == beside for text, beside in pairwise(texts[count - 1]))
    if divided and count < len(rows) - 1 and head_rows(texts[count:]):
        depth = max(depth, count + 1)
    return depth if depth < len(rows) else count
