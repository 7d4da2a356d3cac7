"""The structure of a document: its typed blocks and its tables, each a slice of the document's text.

Every reader builds blocks from what its format knows (a `<th>`, a Word heading, a ruled PDF table, bars in plain text).
Every extractor takes the structure from these blocks and never guesses it from characters again. All offsets are
half-open, count Unicode code points and refer to `Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["heading", "paragraph", "item", "quotation", "caption", "furniture", "table"]
# "grid": rows and columns. "pairs": two columns of names and values, as a definition list or lines of "Area: Grade".
Form = Literal["grid", "pairs"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell of a table, as a slice without surrounding white space; an empty cell has `start == end`.

    - `is_head`: the cell is a header of its column or of its row.
    - `row_span`, `column_span`: how many rows and columns the cell covers. `Table.rows` holds a cell at every position
      that it covers. Where the text repeats the cell's words in each row, each row has a slice of its own; otherwise
      (headers, a figure for all the rows) the positions share one slice.

    Example: in the text `"Kent Police | Good"` the grade is `Cell(14, 18)`.
    """

    start: int
    end: int
    is_head: bool = False
    row_span: int = 1
    column_span: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether the cell has no text."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid of cells: every row has `width` cells.

    - `head_rows`: how many rows at the top are column headers.
    - `head_columns`: how many cells at the start of each row are headers of that row.
    - `caption`: the slice of the words that name the table, inside the table or right beside it; None without a
      caption.
    - `form`: a grid, or pairs of names and values (see `Form`).

    Example, for the text `"Area | Grade\\nLeadership | Good"`:

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
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def is_title_row(self, row: int) -> bool:
        """Whether a row is one cell across the whole width, so a title of the rows below it; never the last row."""
        first = self.rows[row][0]
        return not first.is_empty and first.column_span >= self.width > 1 and row + 1 < len(self.rows)


@dataclass(frozen=True, slots=True)
class Block:
    """One typed piece of a document. Blocks are in the order of the text and do not overlap.

    Kinds:

    - `heading`: `level` 1 (the title) to 6.
    - `paragraph`; `quotation`: a paragraph set as a block quotation.
    - `item` of a list: `level` is the depth of nesting, 1 or more; `marker` is the bullet or number as written ("•",
      "1.", "-") or None. `start` lies behind the marker.
    - `caption` of a picture or chart (the caption of a table is in its `Table`).
    - `furniture`: text that is not part of the document's content: navigation, share buttons, bylines, related stories,
      cookie banners, running headers and footers.
    - `table`: from its first cell (or caption) to its last; the cells are in `table`, which is None for other kinds.

    Examples: `Block("heading", 0, 12, level=2)`, `Block("item", 16, 40, level=1, marker="•")`.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    table: Table | None = None


def block_from_json(values: Sequence[Any]) -> Block:
    """Rebuild a block from the lists or tuples of `dataclasses.astuple`, as they come from another process as JSON."""
    kind, start, end, level, marker, table = values
    if table is None:
        return Block(kind, start, end, level, marker)
    rows, head_rows, head_columns, caption, form = table
    cells = tuple(tuple(Cell(*cell) for cell in row) for row in rows)
    rebuilt = Table(cells, head_rows, head_columns, tuple(caption) if caption else None, form)
    return Block(kind, start, end, level, marker, rebuilt)
