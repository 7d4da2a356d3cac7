"""Removes running headers and footers of printed pages: lines at the edge, set off from the text, that pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.reading.printed import Line

# Furniture is in the outer share `_MARGIN` of a page, set off from the text by `_SET_OFF` font sizes, and on at least
# the share `_REPEATED` of the pages.
_MARGIN = 0.15
_SET_OFF = 1.2
_REPEATED = 0.4
# As a share of the text's font size: a smaller line is not text.
_SMALLER = 0.93
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


class Furniture:
    """The running headers and footers of one document."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._pages = len(pages)
        self._shown = Counter(key for lines in pages for key in {_key(line) for line in _set_off(lines)})

    def without(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of a page that are not furniture."""
        left_out = {id(line) for line in _set_off(lines) if self._is_furniture(line)}
        return [line for line in lines if id(line) not in left_out]

    def _is_furniture(self, line: Line) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or self._shown[_key(line)] >= max(2, _REPEATED * self._pages)


def without_head(lines: Sequence[Line], usual: float) -> list[Line]:
    """Return the lines of the first page without its header: lines at the top, set off and smaller than the text.

    This is for documents of one page, where nothing repeats. Lines with digits stay, since they may give the date.
    """
    head = {id(line) for line in _head(lines) if line.size < _SMALLER * usual and not _DIGITS.search(line.text)}
    return [line for line in lines if id(line) not in head]


def _key(line: Line) -> tuple[str, int]:
    """Return what furniture has in common on all pages: its text without numbers, and its distance from the edge."""
    return _DIGITS.sub("#", line.text), round(min(line.bottom, line.height - line.top) / 3)


def _set_off(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the top and at the bottom of a page that are separated from the text by white space."""
    ordered = sorted(lines, key=lambda line: line.top)
    return [*_head(lines), *_outer(ordered, [line.top < _MARGIN * line.height for line in ordered])]


def _head(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.top)
    return _outer(ordered, [line.bottom > (1 - _MARGIN) * line.height for line in ordered])


def _outer(lines: Sequence[Line], in_margin: Sequence[bool]) -> list[Line]:
    """Return the lines from one end of a page to the first white space, if all of them are in the margin."""
    for number, (line, is_in_margin) in enumerate(zip(lines, in_margin, strict=True)):
        if number and _gap(lines[number - 1], line) >= _SET_OFF * min(line.size, lines[number - 1].size):
            return list(lines[:number])
        if not is_in_margin:
            return []
    return list(lines)


def _gap(line: Line, other: Line) -> float:
    return max(line.bottom - other.top, other.bottom - line.top)
