"""Shows the blocks of a document on a terminal: kind and offsets of each, beside its text."""

from __future__ import annotations

from rich.box import SQUARE
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from flows.reading.blocks import Block, Cell, Table
from flows.reading.document import Document

# On a terminal with fewer columns than this, print tables as lines.
_NARROW = 90


def show_blocks(paper: Console, document: Document, text: str) -> None:
    """Print every block; `text` is the document's text with unsafe characters replaced one for one."""
    paper.print(Text(f"blocks: {len(document.blocks)}", style="bold"))
    for block in document.blocks:
        grid = Grid.grid(padding=(0, 1))
        grid.add_column(width=max(3, min(22, paper.width // 4)), style="dim", overflow="fold")
        grid.add_column(overflow="fold")
        shown = _table(paper, text, block.table) if block.table else Text(_line(text, block.start, block.end))
        grid.add_row(_description(block), shown)
        paper.print(grid)
    paper.print()


def _description(block: Block) -> str:
    """Describe a block: "heading 2 [24:40]", "item 1 • [44:61]", "table pairs [63:120]"."""
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
    """Return a table as a grid with bold headers, or on a narrow terminal as one line per row."""
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
    """Return the text of a cell, or an arrow if the cell to the left spans this column too (`goes_on`)."""
    if goes_on and not cell.is_empty:
        return Text("←", style="dim")
    return Text(_line(text, cell.start, cell.end), style="bold" if cell.is_head else "")
