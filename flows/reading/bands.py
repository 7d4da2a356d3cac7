"""Groups the lines of a printed page at the same height, and finds the horizontal spaces that they leave free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.reading.printed import Cell, Line

# In font sizes: the smallest gap between columns.
NARROW = 0.6
# In font sizes: how much the bottoms of texts on one line may differ; and how much higher a line may be that is drawn
# after the cell to its left.
_SAME_LINE = 0.3
_HIGHER = 6
_MOST_COLUMNS = 30

# The mark before an item or a heading, which is not a column.
_BULLET = re.compile(r"[•●▪◦‣·∙\uf0b7\uf0a7*–—-]")
_MARK = re.compile(_BULLET.pattern + r"|\(?(?:\d{1,2}(?:\.\d{1,2})+|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])")

Space = tuple[float, float]
Spaces = Sequence[Space]


@dataclass(frozen=True, slots=True)
class Band:
    """Lines at the same height, with all their words; `drawn` are their positions in the page's drawing order."""

    lines: tuple[Line, ...]
    words: tuple[Cell, ...]
    drawn: tuple[int, ...]

    @property
    def size(self) -> float:
        """The font size of its first line."""
        return self.lines[0].size

    @property
    def bottom(self) -> float:
        """The bottom of its first line."""
        return self.lines[0].bottom

    def spaces(self, least: float, mark: re.Pattern[str] = _MARK) -> list[Space]:
        """Return the gaps between words that are at least `least` font sizes wide.

        A mark at the start of the line belongs to the next word. Empty if there are too many gaps for columns.
        """
        words = self.words[1:] if mark.fullmatch(self.words[0].text) else self.words
        gaps = [
            (one.right, other.left) for one, other in pairwise(words) if other.left - one.right >= least * self.size
        ]
        return gaps if len(gaps) < _MOST_COLUMNS else []

    def free(self) -> Spaces:
        """Return the horizontal spaces without words, from minus to plus infinity, that can separate columns.

        A number at the start is not merged with the next word: it can be a column if the lines around have one there.
        """
        left, right = self.words[0].left, max(word.right for word in self.words)
        return [(float("-inf"), left), *self.spaces(NARROW, _BULLET), (right, float("inf"))]


def plain(bands: Sequence[Band]) -> list[Line]:
    """Return the lines of bands in drawing order."""
    numbered = [item for band in bands for item in zip(band.drawn, band.lines, strict=True)]
    numbered.sort(key=lambda item: item[0])
    return [line for _, line in numbered]


def bands_of(lines: Sequence[Line]) -> Iterator[Band]:
    """Yield bands: consecutive lines that are beside each other at the same height."""
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
    """Return numbered lines, moving a line before lines to its left if it is drawn after them but slightly higher.

    Tables whose cells have several lines are often drawn that way, cell by cell.
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
    """Return what `free` leaves of each space, in parts at least `least` wide; empty if nothing is left of one."""
    narrow: list[Space] = []
    for left, right in spaces:
        parts = [(max(left, start), min(right, end)) for start, end in free]
        parts = [(start, end) for start, end in parts if end - start >= least]
        if not parts:
            return []
        narrow += parts
    return narrow if len(narrow) <= _MOST_COLUMNS else []
