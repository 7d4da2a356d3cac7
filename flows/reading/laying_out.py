"""Builds the text of a web page, PDF or Word file from its pieces; the only place that defines how.

A reader provides pieces in reading order. `lay_out` turns them into lines of text, and blocks that are slices of it:

- a heading, paragraph, quotation, caption or piece of furniture is one line, followed by an empty line;
- a list item is a line that begins with its marker ("- " for a drawn bullet), indented by two spaces for each level
  below the first; consecutive items have no empty line between them;
- a table is its caption, then a line for each row with the cells joined by " | ". A cell over several columns is
  written once in its row. A cell over several rows is written in each row, so that each row can be quoted by itself;
  but headers, figures and remarks, which apply to all the rows together, are written in the first row only. A row whose
  first or last cell is empty has bars at both ends;
- a list of pairs is a line for each pair, "name: value".

White space inside a piece becomes single spaces, and footnote marks are dropped. Nothing else is changed, and the lines
are never parsed again: the blocks keep the structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.reading.blocks import Block, Cell, Form, Kind, Table
from flows.reading.decoding import checked, normalise
from flows.reading.errors import ReadingError
from flows.reading.marks import without_marks
from flows.reading.spans import repeated_text

_BULLETS = "•●▪◦‣·*–—-\uf0b7\uf0a7 \t"
_BAR = " | "
# The most grid positions of a table, for example 2,000 rows of 50 columns.
MOST_PLACES = 100_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the format gives it: its text, whether it is a header, and how many rows and columns it covers."""

    text: str
    is_head: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the format gives it: each row holds only the cells that begin in it, as in HTML.

    `head_rows`, `head_columns`, `form` are as in `Table`; `caption` is "" without one.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    head_rows: int = 0
    head_columns: int = 0
    caption: str = ""
    form: Form = "grid"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file in reading order, which becomes a `Block`. Only the kind `table` has a `grid`."""

    kind: Kind
    text: str = ""
    level: int = 0
    marker: str | None = None
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The cell at a grid position, and the row and column in which the cell begins."""

    cell: GridCell
    row: int
    column: int


@dataclass
class _Writer:
    """The text written so far, in parts; `at` is its length."""

    parts: list[str] = field(default_factory=list)
    at: int = 0

    def write(self, text: str) -> tuple[int, int]:
        """Append a text and return its offsets."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start, self.at


def list_of_pairs(rows: Iterable[tuple[GridCell, GridCell]]) -> Piece:
    """Make a piece of names with their values."""
    return Piece("table", grid=Grid(tuple(rows), head_columns=1, form="pairs"))


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of pieces, and its blocks. Raises `ReadingError` if `checked` rejects the text."""
    writer = _Writer()
    blocks: list[Block] = []
    for piece in pieces:
        block = _table(writer, piece.grid, blocks) if piece.grid else _line(writer, piece, blocks)
        if block:
            blocks.append(block)
    writer.write("\n" if blocks else "")
    return checked("".join(writer.parts)), tuple(blocks)


def tidied(text: str) -> str:
    """Return a piece's text on one line, without footnote marks."""
    return normalise(" ".join(without_marks(text).split()))


def _gap(writer: _Writer, blocks: Sequence[Block], kind: Kind) -> None:
    """Write the line breaks between the last block and the next one."""
    if blocks:
        writer.write("\n" if kind == "item" == blocks[-1].kind else "\n\n")


def _line(writer: _Writer, piece: Piece, blocks: Sequence[Block]) -> Block | None:
    """Write a piece that is not a table; return its block, or None if it has no text."""
    text = tidied(piece.text)
    if piece.kind != "item":
        if not text:
            return None
        _gap(writer, blocks, piece.kind)
        return Block(piece.kind, *writer.write(text), level=piece.level)
    text = text.lstrip(_BULLETS)
    if not text:
        return None
    level = max(1, piece.level)
    marker = piece.marker if piece.marker and piece.marker.strip(_BULLETS) else "-"
    _gap(writer, blocks, "item")
    writer.write("  " * (level - 1) + marker + " ")
    return Block("item", *writer.write(text), level=level, marker=marker)


def _table(writer: _Writer, grid: Grid, blocks: Sequence[Block]) -> Block | None:
    """Write a table; return its block, or None if all cells are empty."""
    places = filled(grid.rows)
    full = [any(place.cell.text for place in row) for row in places]
    if not any(full):
        return None
    _gap(writer, blocks, "table")
    start = writer.at
    caption = writer.write(text) if (text := tidied(grid.caption)) else None
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(places):
        if full[number]:
            if rows or caption:
                writer.write("\n")
            rows.append(_row(writer, grid, number, row, rows[-1] if rows else None))
    # Empty rows are left out, and header rows may be among them.
    table = Table(tuple(rows), sum(full[: grid.head_rows]), grid.head_columns, caption, grid.form)
    return Block("table", start, writer.at, table=table)


def _row(
    writer: _Writer, grid: Grid, number: int, row: Sequence[Place], above: tuple[Cell, ...] | None
) -> tuple[Cell, ...]:
    """Write a row and return its cells, with a cell at each grid position.

    A position that is covered from the left, or by a cell that is written once, gets the cell that was written there.
    """
    above_too = [place.row < number and above is not None and _is_written_once(grid, number, place) for place in row]
    begun = [column for column, place in enumerate(row) if place.column == column]
    texts = ["" if above_too[column] else row[column].cell.text for column in begun]
    open_edge = grid.form == "grid" and len(texts) > 1 and not (texts[0] and texts[-1])
    writer.write("| " if open_edge else "")
    cells: list[Cell] = []
    for column, place in enumerate(row):
        if place.column < column:
            cells.append(cells[-1])
            continue
        if cells:
            colon = " " if row[column - 1].cell.text.endswith(":") else ": "
            writer.write(colon if grid.form == "pairs" else _BAR)
        if above is not None and above_too[column]:
            cells.append(above[column])
            continue
        cell = place.cell
        is_head = cell.is_head or number < grid.head_rows or column < grid.head_columns
        cells.append(Cell(*writer.write(cell.text), is_head and bool(cell.text), cell.row_span, cell.column_span))
    writer.write(" |" if open_edge else "")
    return tuple(cells)


def _is_written_once(grid: Grid, number: int, place: Place) -> bool:
    """Whether a cell over several rows is written in its first row only: a header, a figure or a remark."""
    return number < grid.head_rows or not repeated_text(place.cell.text)


def filled(rows: Sequence[Sequence[GridCell]]) -> list[list[Place]]:
    """Return rows with a cell at every grid position.

    A span that goes beyond the last row is cut; short rows get empty cells. Raises `ReadingError` if there are more
    than `MOST_PLACES` positions.
    """
    height = len(rows)
    places: dict[tuple[int, int], Place] = {}
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            row_span, column_span = max(1, min(cell.row_span, height - number)), max(1, cell.column_span)
            width = max(width, column + column_span)
            if len(places) + row_span * column_span > MOST_PLACES or width * height > MOST_PLACES:
                raise ReadingError("too-complex", f"has a table of more than {MOST_PLACES:,} cells")
            place = Place(GridCell(tidied(cell.text), cell.is_head, row_span, column_span), number, column)
            for below in range(number, number + row_span):
                for beside in range(column, column + column_span):
                    places.setdefault((below, beside), place)
            column += column_span
    return [
        [places.get((number, column)) or Place(GridCell(""), number, column) for column in range(width)]
        for number in range(height)
    ]
