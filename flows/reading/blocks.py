"""The structure of a document: its typed blocks and its tables, each a slice of the document's text.

Every reader makes these of what its format knows (a `<th>`, a Word heading, a ruled PDF table, bars in a plain text),
and every extractor reads structure from here alone: nobody guesses it back from characters. All offsets are half-open,
count Unicode code points and refer to `Document.text`, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["heading", "paragraph", "item", "quotation", "caption", "furniture", "table"]
# `grid`: rows and columns. `pairs`: two columns of names and values, as a definition list or lines of "Area: Grade".
Form = Literal["grid", "pairs"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell of a table, without the space around it; an empty cell has `start == end`.

    `is_head`: it heads the rows below it or the row it opens. A cell that covers several places of the grid
    (`row_span`, `column_span` over 1) is seen at each of them; where the text repeats it from row to row, each row has
    a slice of its own, and where it does not (heads, figures of all the rows), they share one. Example: in the text
    `"Kent Police | Good"` the grade is `Cell(14, 18)`.
    """

    start: int
    end: int
    is_head: bool = False
    row_span: int = 1
    column_span: int = 1

    @property
    def is_empty(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid of cells: every row has as many as the table has columns.

    The first `head_rows` rows head the columns, the first `head_columns` cells of each row head that row. `caption` is
    the slice of the words that name the table, inside or right beside it; None where there are none. Example, for the
    text `"Area | Grade\\nLeadership | Good"`:

        Table(
            rows=((Cell(0, 4, True), Cell(7, 12, True)), (Cell(13, 23, True), Cell(26, 30))),
            head_rows=1,
            head_columns=1,
        )
    """

    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    head_columns: int = 0
    caption: tuple[int, int] | None = None
    form: Form = "grid"

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def column_heads(self, row: int, column: int) -> list[Cell]:
        """What stands above a cell, the topmost first: the heads of its column, then the nearest title row above it."""
        heads = [self.rows[above][column] for above in range(min(self.head_rows, row))]
        titles = (self.rows[above][0] for above in range(row - 1, self.head_rows - 1, -1) if self.is_title_row(above))
        return list(dict.fromkeys([*heads, *([title] if (title := next(titles, None)) else [])]))

    def row_heads(self, row: int, column: int) -> list[Cell]:
        """What opens the row of a cell, the leftmost first."""
        return list(dict.fromkeys(self.rows[row][: min(self.head_columns, column)]))

    def is_title_row(self, row: int) -> bool:
        """Whether one cell covers the whole width of the table: it is the title of the rows below it, if any."""
        first = self.rows[row][0]
        return not first.is_empty and first.column_span >= self.width > 1 and row + 1 < len(self.rows)


@dataclass(frozen=True, slots=True)
class Block:
    """One typed piece of a document: blocks stand in the order of the text and do not overlap.

    - `heading`: `level` 1 (the title) to 6.
    - `paragraph`; `quotation`: a paragraph set as a block quotation.
    - `item` of a list: `level` 1 or more, how deep the list is nested; `marker` as it is written ("•", "1.", "-"),
      which `start` stands behind.
    - `caption` of a picture or chart (that of a table is the table's own).
    - `furniture`: what is no part of what the document says: navigation, share buttons, bylines, related stories,
      cookie banners, heads and feet of pages.
    - `table`: from its first cell (or caption) to its last; the cells are in `table`.

    Examples: `Block("heading", 0, 12, level=2)`, `Block("item", 16, 40, level=1, marker="•")`.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    table: Table | None = None


def shifted(block: Block, by: int) -> Block:
    """A block of a text before which so many characters were put, or (less than 0) left out."""
    if block.table is None:
        return replace(block, start=block.start + by, end=block.end + by)
    table = block.table
    rows = tuple(
        tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in cells) for cells in table.rows
    )
    caption = (table.caption[0] + by, table.caption[1] + by) if table.caption else None
    table = replace(table, rows=rows, caption=caption)
    return replace(block, start=block.start + by, end=block.end + by, table=table)


def of_plain(values: Sequence[Any]) -> Block:
    """The block that `dataclasses.astuple` made lists or tuples of, as JSON hands them over between processes."""
    kind, start, end, level, marker, table = values
    if table is None:
        return Block(kind, start, end, level, marker)
    rows, head_rows, head_columns, caption, form = table
    cells = tuple(tuple(Cell(*cell) for cell in row) for row in rows)
    found = Table(cells, head_rows, head_columns, tuple(caption) if caption else None, form)
    return Block(kind, start, end, level, marker, found)
