"""Lines of a printed page by their height, and the spaces that they leave free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.reading.printed import Cell, Line

# In sizes of the letters: columns are nowhere closer together than that.
NARROW = 0.6
# What is on one line, and how much higher a line of a cell is that is drawn after the cell to its left.
_SAME_LINE = 0.3
_HIGHER = 6
_MOST_COLUMNS = 30

# What stands before an item or a heading, and is no column.
_BULLET = re.compile(r"[•●▪◦‣·∙\uf0b7\uf0a7*–—-]")
_MARK = re.compile(_BULLET.pattern + r"|\(?(?:\d{1,2}(?:\.\d{1,2})+|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])")

Space = tuple[float, float]
Spaces = Sequence[Space]


@dataclass(frozen=True, slots=True)
class Band:
    """Lines at one height, with the words of all; `drawn` tells in which order the lines of the page are drawn."""

    lines: tuple[Line, ...]
    words: tuple[Cell, ...]
    drawn: tuple[int, ...]

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size

    @property
    def bottom(self) -> float:
        """Where it stands."""
        return self.lines[0].bottom

    def spaces(self, least: float, mark: re.Pattern[str] = _MARK) -> list[Space]:
        """The spaces between its words that are so wide; a mark at its start belongs to the word after it."""
        words = self.words[1:] if mark.fullmatch(self.words[0].text) else self.words
        wide = [
            (one.right, other.left) for one, other in pairwise(words) if other.left - one.right >= least * self.size
        ]
        return wide if len(wide) < _MOST_COLUMNS else []

    def free(self) -> Spaces:
        """What it leaves free for the spaces between columns, from one side of the page to the other.

        A number at its start can be a column, if lines around it have one there.
        """
        left, right = self.words[0].left, max(word.right for word in self.words)
        return [(float("-inf"), left), *self.spaces(NARROW, _BULLET), (right, float("inf"))]


def plain(bands: Sequence[Band]) -> list[Line]:
    """The lines as they are drawn."""
    numbered = [item for band in bands for item in zip(band.drawn, band.lines, strict=True)]
    numbered.sort(key=lambda item: item[0])
    return [line for _, line in numbered]


def bands_of(lines: Sequence[Line]) -> Iterator[Band]:
    """Lines to the right of each other at one height together."""
    together: list[tuple[int, Line]] = []
    for number, line in _by_height(lines):
        if together:
            last = together[-1][1]
            level = abs(last.bottom - line.bottom) <= _SAME_LINE * line.size and line.left >= last.right
            if last.row or line.row or not level:
                yield _band(together)
                together = []
        together.append((number, line))
    if together:
        yield _band(together)


def _band(numbered: Sequence[tuple[int, Line]]) -> Band:
    drawn, lines = zip(*numbered, strict=True)
    return Band(lines, tuple(word for line in lines for word in _words(line)), drawn)


def _words(line: Line) -> tuple[Cell, ...]:
    return (*line.cells[:-1], replace(line.cells[-1], text=line.cells[-1].text + line.hyphen))


def _by_height(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """Lines with their numbers; one that is drawn after lines to its left, and somewhat higher, stands before them.

    So tables are drawn whose cells have several lines: cell by cell.
    """
    ordered: list[tuple[int, Line]] = []
    for number, line in enumerate(lines):
        place = len(ordered)
        lower = line.bottom - _SAME_LINE * line.size
        lowest = line.bottom - _HIGHER * line.size
        while place and lowest < ordered[place - 1][1].bottom < lower and ordered[place - 1][1].right <= line.left:
            place -= 1
        ordered.insert(place, (number, line))
    return ordered


def narrowed(free: Spaces, spaces: Spaces, least: float) -> Spaces:
    """What a line leaves free of each of the spaces; nothing where it leaves nothing of one."""
    found: list[Space] = []
    for left, right in spaces:
        parts = [(max(left, start), min(right, end)) for start, end in free]
        parts = [(start, end) for start, end in parts if end - start >= least]
        if not parts:
            return []
        found += parts
    return found if len(found) <= _MOST_COLUMNS else []
