"""How the text of a web page, a PDF or a Word file is made of its pieces: the one place that says so.

A reader hands over pieces in reading order; here they become lines of text, and blocks that are slices of it:

- a heading, paragraph, quotation, caption or piece of furniture is one line, an empty line after it;
- an item of a list is a line that begins with its marker ("- " where the format draws a bullet), indented by two spaces
  for each level below the first; items that follow each other have no empty line between them;
- a table is its caption, a line for each row with the cells joined by " | ", an empty line after the last. A cell over
  several columns stands once in its row; a cell over several rows stands in each of them, so that every row can be
  quoted by itself, but for heads, figures and remarks, which are of all of them together and stand in the first. A row
  whose first or last cell is empty has bars at both ends;
- a list of pairs is a line for each, "name: value".

White space inside a piece becomes single spaces, and marks of footnotes are left out. Nothing else is changed, and
nothing is read back from these lines: what they are made of is in the blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.reading.blocks import Block, Cell, Form, Kind, Table
from flows.reading.decoding import checked, normalise
from flows.reading.errors import ReadingError
from flows.reading.marks import without_marks
from flows.reading.spans import said_again

_BULLETS = "•●▪◦‣·*–—-\uf0b7\uf0a7 \t"
_BAR = " | "
# What a table may hold: one of 2,000 rows has 50 columns.
MOST_PLACES = 100_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a format gives it: its text, whether it is a head, how many rows and columns it covers."""

    text: str
    is_head: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a format gives it: the cells that begin in each row, as in HTML; spans are filled in here.

    `head_rows` and `head_columns`: as `Table` has them.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    head_rows: int = 0
    head_columns: int = 0
    caption: str = ""
    form: Form = "grid"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file in reading order: what a `Block` is made of. `grid` goes with the kind `table` alone."""

    kind: Kind
    text: str = ""
    level: int = 0
    marker: str | None = None
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a place of a grid: a cell, and the row and column that it begins in."""

    cell: GridCell
    row: int
    column: int


@dataclass
class _Writer:
    """The text as far as it is written: `at` is its length."""

    parts: list[str] = field(default_factory=list)
    at: int = 0

    def write(self, text: str) -> tuple[int, int]:
        """Append, and say where it stands."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start, self.at


def list_of_pairs(rows: Iterable[tuple[GridCell, GridCell]]) -> Piece:
    """A list of names with their values."""
    return Piece("table", grid=Grid(tuple(rows), head_columns=1, form="pairs"))


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of some pieces, and its blocks. Raises `ReadingError` where that leaves no text, or one that is none."""
    writer = _Writer()
    blocks: list[Block] = []
    for piece in pieces:
        block = _table(writer, piece.grid, blocks) if piece.grid else _line(writer, piece, blocks)
        if block:
            blocks.append(block)
    writer.write("\n" if blocks else "")
    return checked("".join(writer.parts)), tuple(blocks)


def tidied(text: str) -> str:
    """A piece's text on one line, as it is written."""
    return normalise(" ".join(without_marks(text).split()))


def _gap(writer: _Writer, blocks: Sequence[Block], kind: Kind) -> None:
    if blocks:
        writer.write("\n" if kind == "item" == blocks[-1].kind else "\n\n")


def _line(writer: _Writer, piece: Piece, blocks: Sequence[Block]) -> Block | None:
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
    # Rows that are left out because they are empty may be rows of heads.
    table = Table(tuple(rows), sum(full[: grid.head_rows]), grid.head_columns, caption, grid.form)
    return Block("table", start, writer.at, table=table)


def _row(
    writer: _Writer, grid: Grid, number: int, row: Sequence[Place], above: tuple[Cell, ...] | None
) -> tuple[Cell, ...]:
    """The cells of a row where they are written, or where they were, for what goes on from the left or from above."""
    above_too = [place.row < number and above is not None and _is_written_once(grid, number, place) for place in row]
    begun = [column for column, place in enumerate(row) if place.column == column]
    shown = ["" if above_too[column] else row[column].cell.text for column in begun]
    open_edge = grid.form == "grid" and len(shown) > 1 and not (shown[0] and shown[-1])
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
    """Whether a cell over several rows is not written again: a head, a figure of all the rows together, a remark."""
    return number < grid.head_rows or not said_again(place.cell.text)


def filled(rows: Sequence[Sequence[GridCell]]) -> list[list[Place]]:
    """Rows with a cell at every place of the grid.

    A span that reaches over the last row ends there; rows that are too short get empty cells. Raises `ReadingError` for
    more places than any table has.
    """
    height = len(rows)
    places: dict[tuple[int, int], Place] = {}
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            deep, wide = max(1, min(cell.row_span, height - number)), max(1, cell.column_span)
            width = max(width, column + wide)
            if len(places) + deep * wide > MOST_PLACES or width * height > MOST_PLACES:
                raise ReadingError("too-complex", f"has a table of more than {MOST_PLACES:,} cells")
            place = Place(GridCell(tidied(cell.text), cell.is_head, deep, wide), number, column)
            for below in range(number, number + deep):
                for beside in range(column, column + wide):
                    places.setdefault((below, beside), place)
            column += wide
    return [
        [places.get((number, column)) or Place(GridCell(""), number, column) for column in range(width)]
        for number in range(height)
    ]
