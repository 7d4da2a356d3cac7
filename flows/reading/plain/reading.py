"""Makes the blocks of a plain or Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.reading.blocks import Block, Cell, Kind, Table
from flows.reading.laying_out import Grid, GridCell, Piece
from flows.reading.plain.layout import Line, lines_of
from flows.reading.plain.rows import tables_in
from flows.reading.plain.seen import PreparedText, prepare

_MARKED_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]")
_TAB = 4
_KINDS: dict[str, Kind] = {"heading": "heading", "prose": "paragraph", "bullet": "item", "furniture": "furniture"}


def blocks_of_plain(text: str, markdown: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a text in order. Linear in its length.

    Example: `blocks_of_plain("Grades\\n\\n- Leadership")` is `(Block("heading", 0, 6, level=1), Block("item", 10, 20,
    level=1, marker="-"))`.
    """
    view = prepare(text, markdown)
    blocks: list[Block] = []
    indents: list[int] = []
    for part in tables_in(view, lines_of(view.text, markdown)):
        if isinstance(part, Table):
            blocks += _table_block(part)
            indents.clear()
            continue
        start, end = view.slice(part.start, part.end)
        # A bar inserted for a tab maps to the tab, so white space is stripped again here.
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if start == end or not any(map(str.isalnum, text[start:end])):
            continue
        if part.kind != "bullet":
            indents.clear()
            level = _heading_level(text, start, first=not blocks) if part.kind == "heading" else 0
            blocks.append(Block(_KINDS[part.kind], start, end, level))
            continue
        marker = view.text[part.mark : part.start].strip(" |") or None
        if marker == ">":
            blocks.append(Block("quotation", start, end))
            continue
        blocks.append(Block("item", start, end, _item_level(text, view, part, indents), marker))
    return tuple(blocks)


def pieces_of_plain(text: str) -> Iterator[Piece]:
    """Yield the blocks of preformatted text inside another format, as pieces."""
    for block in blocks_of_plain(text):
        if block.table:
            yield Piece("table", grid=_grid_of(text, block.table))
        else:
            yield Piece(block.kind, text[block.start : block.end], block.level, block.marker)


def _table_block(table: Table) -> list[Block]:
    """Make a block of a table, as a list; empty if all cells are empty."""
    filled = [cell for row in table.rows for cell in row if not cell.is_empty]
    if not filled:
        return []
    start, end = filled[0].start, max(cell.end for cell in filled)
    rows = tuple(tuple(_within(cell, start, end) for cell in row) for row in table.rows)
    return [Block("table", start, end, table=Table(rows, table.head_rows, table.head_columns, None, table.form))]


def _within(cell: Cell, start: int, end: int) -> Cell:
    """Move an empty cell into the range of its block, since it may be at a bar outside."""
    at = min(max(cell.start, start), end)
    return Cell(at, at) if cell.is_empty else cell


def _heading_level(text: str, start: int, first: bool) -> int:
    """Return the level of a Markdown heading; else 1 for the first block and 2 for any other."""
    marked = _MARKED_HEADING.match(text, text.rfind("\n", 0, start) + 1)
    return len(marked[1]) if marked else 1 if first else 2


def _item_level(text: str, read: PreparedText, line: Line, indents: list[int]) -> int:
    """Return the depth of a list item by its indent; updates `indents`, the indents of the items around it."""
    mark = read.origin[line.mark]
    before = text[text.rfind("\n", 0, mark) + 1 : mark]
    indent = len(before.expandtabs(_TAB)) if not before.strip() else 0
    while indents and indents[-1] >= indent:
        indents.pop()
    indents.append(indent)
    return len(indents)


def _grid_of(text: str, table: Table) -> Grid:
    """Return a table of the document as a grid with texts."""
    rows = tuple(
        tuple(GridCell(text[cell.start : cell.end], cell.is_head, 1, cell.column_span) for cell in dict.fromkeys(row))
        for row in table.rows
    )
    return Grid(rows, table.head_rows, table.head_columns, form=table.form)
