"""The content of a printed page: words in lines, and tables with rules. Positions are in points, y grows upwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# In font sizes: a space between words.
_BLANK = 0.3
# All characters that can end a line in the middle of a word.
_HYPHENS = re.compile(r"[\x02\xad]$|(?<=\w)-$|(?<=\d,)-$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A word, or words that belong together, or a cell of a table, in which "\\n" separates lines.

    `left` and `right` are in points; `column_span` and `row_span` count the columns and rows that a cell of a table
    covers. `mark` is the marked-content id of a word in a tagged PDF, or -1.
    """

    text: str
    left: float
    right: float
    bold: bool = False
    column_span: int = 1
    row_span: int = 1
    mark: int = -1


@dataclass(frozen=True, eq=False, slots=True)
class TablePlace:
    """One table on one page: the left and right edge of each column. Two are equal only if they are the same object."""

    columns: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a row of a table.

    - `cells`: its words, or the cells of the row.
    - `bottom`, `top`: its vertical extent; `height` is that of the whole page.
    - `hyphen`: the hyphen that was cut from its end, or "".
    - `bold_start`, `bold_end`: whether its first and last words are bold.
    - `table`: the table of a row; None for a line of text.
    - `fill`: the colour behind a row, "" without one; `ruled_below`: whether there is a rule below the row.
    - `column`: the left and right edge of the column of text that contains the line, as far as known.
    """

    cells: tuple[Cell, ...]
    bottom: float
    top: float
    height: float
    hyphen: str = ""
    bold_start: bool = False
    bold_end: bool = False
    table: TablePlace | None = None
    fill: str = ""
    ruled_below: bool = False
    column: tuple[float, float] = (0.0, float("inf"))

    @property
    def row(self) -> bool:
        """Whether it is a row of a table."""
        return self.table is not None

    @property
    def text(self) -> str:
        """The words of the line, joined by spaces."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """The left edge of its first word."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """The right edge of its last word."""
        return self.cells[-1].right

    @property
    def size(self) -> float:
        """The font size of the line; for a row, its height."""
        return self.top - self.bottom


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float


# The cells of a ruled table by rows; None where a cell from another row or column covers the position.
Grid = Sequence[Sequence[Box | None]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines in the order in which they are drawn, with a cell for each word, and its ruled tables.

    `rules` are the horizontal lines drawn on it, `fills` the coloured rectangles with their colours.
    """

    lines: Sequence[Line]
    grids: Sequence[Grid] = ()
    rules: Sequence[Box] = ()
    fills: Sequence[tuple[Box, str]] = ()


def had_room(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the following line would have fitted at the end of a line that may reach to `edge`."""
    word = following.cells[0]
    return line.right + _BLANK * line.size + word.right - word.left < edge


def row_of(lines: Sequence[Line], cells: Sequence[Cell], table: TablePlace) -> Line:
    """Make a row of a table of these cells; its vertical extent is that of the lines."""
    bottom, top = min(line.bottom for line in lines), max(line.top for line in lines)
    return Line(tuple(cells), bottom, top, lines[0].height, table=table)


def cell_of(parts: Sequence[Sequence[Cell]], left: float, right: float, spans: tuple[int, int] = (1, 1)) -> Cell:
    """Make a cell of a table from the words in each of its lines; `spans` are the columns and rows it covers."""
    words = [word for part in parts for word in part]
    text = "\n".join(" ".join(word.text for word in part) for part in parts if part)
    return Cell(text, left, right, bool(words) and all(word.bold for word in words), *spans)


def without_hyphen(text: str) -> tuple[str, str]:
    """Split the hyphen from the end of a line: return the text without it, and the hyphen or ""."""
    hyphen = _HYPHENS.search(text)
    return (text[: hyphen.start()], hyphen[0].replace("\x02", "-")) if hyphen else (text, "")
