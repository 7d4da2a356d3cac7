"""Recognises tables whose cells are stacked on separate lines, as in text copied from a page without its columns.

A row is then a line followed by as many lines with grades or numbers as the table has columns. A table with one column
of values needs a header line that mentions grades, or bars at the edges of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from flows.reading.heads import GRADES

Slice = tuple[int, int]
# Tells whether lines are the headers of a table: takes these lines, the lines of its rows, and the values per row.
Heads = Callable[[list[Slice], list[Slice], int], bool]
_GRADE = rf"(?:{GRADES})"
_EMPTY = r"(?:n/?a|not (?:graded|inspected|assessed|applicable)|ungraded|[–—-])"
# A quick test for such tables: two grades in a row, or a header line for a single column of grades.
ONE_HEAD = (
    r"(?:(?:the|our|hmi\w*|overall|current|latest)\s+){0,3}(?:grades?|gradings?|ratings?|judge?ments?)"
    r"(?:\s+(?:for|in|on)\s+[^\n]{3,50})?"
)
TWO = re.compile(
    rf"\n[ \t]*(?:{_GRADE}[ \t]*\n\s*{_GRADE}|{ONE_HEAD}[ \t]*\n\s*\S[^\n]*\n\s*{_GRADE})[ \t]*(?=\n|$)", re.IGNORECASE
)
LINE = re.compile(r"[^\s\n](?:[^\n]*[^\s\n])?")
GRADE_CELL = re.compile(rf"(?:{_GRADE}|{_EMPTY})", re.IGNORECASE)
# A number that is not a year; and texts in place of a number.
_NUMBER = r"(?!(?:19|20)\d\d[ \t|]*(?:\n|$))[<>~£+−-]? ?\d[\d,]*(?:\.\d+)? ?%?(?: ?\([+−-]?[\d.]+%?\))?\*?"
_NO_NUMBER = (
    r"(?:n/?a|nil|none|not (?:held|recorded|available|known)|withheld|suppressed|[–—*-]|(?:less|fewer) than \d+)"
)
NUMBER_CELL = re.compile(rf"(?:{_NUMBER}|{_NO_NUMBER})", re.IGNORECASE)
# Two numbers in a row, or one with a bar before or behind it.
TWO_NUMBERS = re.compile(
    rf"\n[ \t|]*{_NUMBER}[ \t]*(?:\|[ \t]*(?:\n|$)|\n[\s|]*{_NUMBER}[ \t|]*(?:\n|$))|"
    rf"\n[ \t]*\|[ \t]*{_NUMBER}[ \t]*(?:\n|$)"
)
# The header of the first column in a table of grades, which begins its header line.
CORNER = re.compile(
    r"(?:(?:(?:core|diagnostic|inspection|police|fire|policing)\s+)*(?:areas?|pillars?|questions?|themes?|categor(?:y|ies)|forces?|services?|"
    r"body|bodies|brigade|constabulary|name)(?:\s+(?:of\s+policing|inspected|graded|name))?|what\s+(?:we|they)\s+\w+)\s*:?",
    re.IGNORECASE,
)
LONGEST = 60


def stacked_gaps(text: str) -> list[Slice]:
    """Return the slices between the cells in rows of stacked tables: line breaks with white space and bars."""
    gaps: list[Slice] = []
    if TWO.search(text) is not None:
        lines = [match.span() for match in LINE.finditer(text)]
        graded = [end - start < LONGEST and GRADE_CELL.fullmatch(text, start, end) is not None for start, end in lines]
        gaps += _gaps(lines, graded, lambda heads, rows, width: _are_grade_heads(text, heads, width))
    if TWO_NUMBERS.search(text) is not None:
        lines = [_without_bars(text, *match.span()) for match in LINE.finditer(text)]
        counted = [
            end - start < LONGEST and NUMBER_CELL.fullmatch(text, start, end) is not None for start, end in lines
        ]
        gaps += _gaps(lines, counted, lambda heads, rows, width: _are_number_heads(text, heads, rows, width))
    return gaps


def _gaps(lines: list[Slice], filled: list[bool], are_heads: Heads) -> list[Slice]:
    """Return the gaps within rows, and within the headers right above them; `filled` tells which lines hold a value."""
    gaps: list[Slice] = []
    at = 0
    while at < len(lines):
        width = _values_below(filled, at)
        rows = [at]
        while width and _values_below(filled, rows[-1] + width + 1) == width:
            rows.append(rows[-1] + width + 1)
        end = rows[-1] + width + 1
        # The corner above the first column may be empty if there are more columns.
        for head in (at - width - 1, at - width) if len(rows) > 1 else ():
            if 0 <= head < at - 1 and not any(filled[head:at]) and are_heads(lines[head:at], lines[at:end], width):
                gaps += [(before[1], after[0]) for before, after in pairwise(lines[head:at])]
                for row in rows:
                    gaps += [(before[1], after[0]) for before, after in pairwise(lines[row : row + width + 1])]
                break
        at = end
    return gaps


def _values_below(filled: list[bool], at: int) -> int:
    """Return how many values follow line `at`; 0 if the line is a value itself."""
    if at >= len(filled) or filled[at]:
        return 0
    end = at + 1
    while end < len(filled) and filled[end]:
        end += 1
    return end - at - 1


def _without_bars(text: str, start: int, end: int) -> Slice:
    """Return a line without bars at its edges; a line that is only a bar stays as it is."""
    while start < end - 1 and text[start] in "| \t":
        start += 1
    while end > start + 1 and text[end - 1] in "| \t":
        end -= 1
    return start, end


def _are_grade_heads(text: str, heads: list[Slice], width: int) -> bool:
    """Whether lines are headers of columns of grades: a corner cell, and short lines that are not sentences."""
    if width == 1 and not re.fullmatch(ONE_HEAD, text[slice(*heads[-1])], re.IGNORECASE):
        return False
    return len(heads) > width and _are_short(text, heads) and CORNER.fullmatch(text, *heads[0]) is not None


def _are_number_heads(text: str, heads: list[Slice], rows: list[Slice], width: int) -> bool:
    """Whether lines are headers of columns of numbers; a single column needs bars."""
    if not _are_short(text, heads) or any(text.find("|", *line) >= 0 for line in heads):
        return False
    return width > 1 or all(_has_bar(text, line) for line in (*heads, *rows))


def _has_bar(text: str, line: Slice) -> bool:
    """Whether a line has a bar right before or behind its text."""
    before, behind = text[max(0, line[0] - 3) : line[0]], text[line[1] : line[1] + 3]
    return before.rstrip(" \t").endswith("|") or behind.lstrip(" \t").startswith("|")


def _are_short(text: str, lines: list[Slice]) -> bool:
    return all(end - start <= LONGEST and text[end - 1] not in ".!?;" for start, end in lines)
