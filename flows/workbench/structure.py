"""The blocks of a document on a terminal: what each is and where it stands, beside its slice of the text."""

from __future__ import annotations

from rich.box import SQUARE
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from flows.reading.blocks import Block, Cell, Table
from flows.reading.document import Document

_NARROW = 90


def show_blocks(paper: Console, document: Document, text: str) -> None:
    """Every block; `text` is the document's, safe to show, every character where it was."""
    paper.print(Text(f"blocks: {len(document.blocks)}", style="bold"))
    for block in document.blocks:
        beside = Grid.grid(padding=(0, 1))
        beside.add_column(width=max(3, min(22, paper.width // 4)), style="dim", overflow="fold")
        beside.add_column(overflow="fold")
        shown = _table(paper, text, block.table) if block.table else Text(_line(text, block.start, block.end))
        beside.add_row(_what(block), shown)
        paper.print(beside)
    paper.print()


def _what(block: Block) -> str:
    """A block in words: "heading 2 [24:40]", "item 1 • [44:61]", "table pairs [63:120]"."""
    about = [
        block.kind,
        str(block.level) if block.level else "",
        block.marker or "",
        block.table.form if block.table else "",
    ]
    return " ".join([*filter(None, about), f"[{block.start}:{block.end}]"])


def _line(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _table(paper: Console, text: str, table: Table) -> RenderableType:
    """A table as a grid with its heads bold, or its rows as lines where there is no room for one."""
    caption = _line(text, *table.caption) if table.caption else None
    if paper.width < _NARROW:
        rows = (" | ".join(_line(text, cell.start, cell.end) for cell in dict.fromkeys(row)) for row in table.rows)
        return Text("\n".join([*([caption] if caption else []), *rows]))
    grid = Grid(box=SQUARE, show_header=False, show_lines=True, title=caption)
    for _ in range(table.width):
        grid.add_column(overflow="fold")
    for row in table.rows:
        grid.add_row(
            *(_cell(text, cell, goes_on=number > 0 and row[number - 1] == cell) for number, cell in enumerate(row))
        )
    return grid


def _cell(text: str, cell: Cell, goes_on: bool) -> Text:
    """A cell; an arrow where it is the one to the left that goes on."""
    if goes_on and not cell.is_empty:
        return Text("←", style="dim")
    return Text(_line(text, cell.start, cell.end), style="bold" if cell.is_head else "")
