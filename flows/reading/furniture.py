"""What pages repeat at their heads and feet, set off from the text between: none of it is text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.reading.printed import Line

# Furniture stands in the outer parts of a page, so many sizes of its letters from the text, and on so many pages.
_MARGIN = 0.15
_SET_OFF = 1.2
_REPEATED = 0.4
# Of the size of the text: what is smaller is none.
_SMALLER = 0.93
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


class Furniture:
    """What the pages of one document repeat."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._pages = len(pages)
        self._shown = Counter(key for lines in pages for key in {_key(line) for line in _set_off(lines)})

    def without(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a page that are text."""
        left_out = {id(line) for line in _set_off(lines) if self._is_furniture(line)}
        return [line for line in lines if id(line) not in left_out]

    def _is_furniture(self, line: Line) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or self._shown[_key(line)] >= max(2, _REPEATED * self._pages)


def without_head(lines: Sequence[Line], usual: float) -> list[Line]:
    """The lines of the first page, but for those at its head that are smaller than the text, set off from it and tell
    no day: where a document has one page, nothing repeats them."""
    head = {id(line) for line in _head(lines) if line.size < _SMALLER * usual and not _DIGITS.search(line.text)}
    return [line for line in lines if id(line) not in head]


def _key(line: Line) -> tuple[str, int]:
    """What a line says but for its numbers, and how far from the edge of its page: that is the same on every page."""
    return _DIGITS.sub("#", line.text), round(min(line.bottom, line.height - line.top) / 3)


def _set_off(lines: Sequence[Line]) -> list[Line]:
    """The lines at the head and at the foot of a page with nothing but white between them and the text."""
    ordered = sorted(lines, key=lambda line: line.top)
    return [*_head(lines), *_outer(ordered, [line.top < _MARGIN * line.height for line in ordered])]


def _head(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.top)
    return _outer(ordered, [line.bottom > (1 - _MARGIN) * line.height for line in ordered])


def _outer(lines: Sequence[Line], in_margin: Sequence[bool]) -> list[Line]:
    """The lines from one end of a page as far as the first white space, where they are in the margin."""
    for number, (line, within) in enumerate(zip(lines, in_margin, strict=True)):
        if number and _gap(lines[number - 1], line) >= _SET_OFF * min(line.size, lines[number - 1].size):
            return list(lines[:number])
        if not within:
            return []
    return list(lines)


def _gap(one: Line, other: Line) -> float:
    return max(one.bottom - other.top, other.bottom - one.top)
