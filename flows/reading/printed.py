"""What stands on a printed page: words in lines, and tables with rules. Heights grow upwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# In sizes of the letters: a space between words.
_BLANK = 0.3
# All that the end of a line within a word can be.
_HYPHENS = re.compile(r"[\x02\xad]$|(?<=\w)-$|(?<=\d,)-$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A word, or words that belong together; a line break within a cell of a table is a line break here.

    A cell of a table can cover several columns and rows. `mark` is that by which tags call what a word is a part of.
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
    """One table of one page: from where to where each of its columns reaches."""

    columns: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a row of a table: `height` is that of the page, `fill` the colour behind a row.

    `column`: from where to where the column of text reaches that the line stands in, as far as that is known.
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
        """Its words."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it starts."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1].right

    @property
    def size(self) -> float:
        """The size of its letters; of a row, its height."""
        return self.top - self.bottom


class Box(NamedTuple):
    """A rectangle of a page."""

    left: float
    bottom: float
    right: float
    top: float


# The cells of a table with rules, row by row; none where another one reaches over the place.
Grid = Sequence[Sequence[Box | None]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines in the order in which they are drawn, with a cell for each word, and its tables with rules.

    `rules` are the lines across that are drawn, `fills` the rectangles with their colours.
    """

    lines: Sequence[Line]
    grids: Sequence[Grid] = ()
    rules: Sequence[Box] = ()
    fills: Sequence[tuple[Box, str]] = ()


def had_room(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the following line had room at the end of a line that could reach to an edge."""
    word = following.cells[0]
    return line.right + _BLANK * line.size + word.right - word.left < edge


def row_of(lines: Sequence[Line], cells: Sequence[Cell], table: TablePlace) -> Line:
    """A row of a table with these cells, made of these lines."""
    bottom, top = min(line.bottom for line in lines), max(line.top for line in lines)
    return Line(tuple(cells), bottom, top, lines[0].height, table=table)


def cell_of(parts: Sequence[Sequence[Cell]], left: float, right: float, spans: tuple[int, int] = (1, 1)) -> Cell:
    """A cell of a table with these words in each of its lines; it covers so many columns and rows."""
    words = [word for part in parts for word in part]
    text = "\n".join(" ".join(word.text for word in part) for part in parts if part)
    return Cell(text, left, right, bool(words) and all(word.bold for word in words), *spans)


def without_hyphen(text: str) -> tuple[str, str]:
    """The text of a line without the hyphen at its end, and that."""
    hyphen = _HYPHENS.search(text)
    return (text[: hyphen.start()], hyphen[0].replace("\x02", "-")) if hyphen else (text, "")
