"""What stands on a printed page: words in lines, and tables with rules. Heights grow upwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

# All that the end of a line within a word can be.
_HYPHENS = re.compile(r"[\x02\xad]$|(?<=\w)-$|(?<=\d,)-$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A word, or words that belong together; a line break within a cell of a table is a line break here."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a row of a table: `height` is that of the page."""

    cells: tuple[Cell, ...]
    bottom: float
    top: float
    height: float
    hyphen: str = ""
    bold_start: bool = False
    bold_end: bool = False
    row: bool = False

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
    """A page: its lines in the order in which they are drawn, with a cell for each word, and its tables with rules."""

    lines: Sequence[Line]
    grids: Sequence[Grid] = ()


def joined(line: Line, cells: Sequence[Cell]) -> Line:
    """The line with these words of it as one cell; a hyphen at its end goes with its last word."""
    whole = Cell(" ".join(cell.text for cell in cells), cells[0].left, cells[-1].right)
    return replace(line, cells=(whole,), hyphen=line.hyphen if cells[-1] is line.cells[-1] else "")


def row_of(lines: Sequence[Line], cells: Sequence[Cell]) -> Line:
    """A row of a table with these cells, made of these lines."""
    bottom, top = min(line.bottom for line in lines), max(line.top for line in lines)
    return Line(tuple(cells), bottom, top, lines[0].height, row=True)


def without_hyphen(text: str) -> tuple[str, str]:
    """The text of a line without the hyphen at its end, and that."""
    hyphen = _HYPHENS.search(text)
    return (text[: hyphen.start()], hyphen[0].replace("\x02", "-")) if hyphen else (text, "")
