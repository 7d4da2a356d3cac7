"""Tables whose cells stand one below the other, as they do where a page's text is copied without its columns.

A row is then a line, and below it as many grades or numbers as the table has columns, the same number in each. Where
that is one, the line of heads has to say that it holds grades, or each cell has a bar at its edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from flows.reading.heads import GRADES

Slice = tuple[int, int]
# Whether lines head the columns of a table: these lines, those of its rows, and how many values a row has.
Heads = Callable[[list[Slice], list[Slice], int], bool]
_GRADE = rf"(?:{GRADES})"
_EMPTY = r"(?:n/?a|not (?:graded|inspected|assessed|applicable)|ungraded|[–—-])"
# What tells of such a table at once: two grades on end, or a line that heads one column of them.
ONE_HEAD = (
    r"(?:(?:the|our|hmi\w*|overall|current|latest)\s+){0,3}(?:grades?|gradings?|ratings?|judge?ments?)"
    r"(?:\s+(?:for|in|on)\s+[^\n]{3,50})?"
)
TWO = re.compile(
    rf"\n[ \t]*(?:{_GRADE}[ \t]*\n\s*{_GRADE}|{ONE_HEAD}[ \t]*\n\s*\S[^\n]*\n\s*{_GRADE})[ \t]*(?=\n|$)", re.IGNORECASE
)
LINE = re.compile(r"[^\s\n](?:[^\n]*[^\s\n])?")
GRADE_CELL = re.compile(rf"(?:{_GRADE}|{_EMPTY})", re.IGNORECASE)
# A number that is no year; what stands in its place.
_NUMBER = r"(?!(?:19|20)\d\d[ \t|]*(?:\n|$))[<>~£+−-]? ?\d[\d,]*(?:\.\d+)? ?%?(?: ?\([+−-]?[\d.]+%?\))?\*?"
_NO_NUMBER = (
    r"(?:n/?a|nil|none|not (?:held|recorded|available|known)|withheld|suppressed|[–—*-]|(?:less|fewer) than \d+)"
)
NUMBER_CELL = re.compile(rf"(?:{_NUMBER}|{_NO_NUMBER})", re.IGNORECASE)
# Two numbers on end, or one with a bar behind or before it.
TWO_NUMBERS = re.compile(
    rf"\n[ \t|]*{_NUMBER}[ \t]*(?:\|[ \t]*(?:\n|$)|\n[\s|]*{_NUMBER}[ \t|]*(?:\n|$))|"
    rf"\n[ \t]*\|[ \t]*{_NUMBER}[ \t]*(?:\n|$)"
)
# What heads the first column of such a table of grades, and opens the line of its heads.
CORNER = re.compile(
    r"(?:(?:(?:core|diagnostic|inspection|police|fire|policing)\s+)*(?:areas?|pillars?|questions?|themes?|categor(?:y|ies)|forces?|services?|"
    r"body|bodies|brigade|constabulary|name)(?:\s+(?:of\s+policing|inspected|graded|name))?|what\s+(?:we|they)\s+\w+)\s*:?",
    re.IGNORECASE,
)
LONGEST = 60


def stacked_gaps(text: str) -> list[Slice]:
    """What parts the cells of each row of such tables: the slices of the line breaks between them, with their bars."""
    gaps: list[Slice] = []
    if TWO.search(text) is not None:
        lines = [match.span() for match in LINE.finditer(text)]
        graded = [end - start < LONGEST and GRADE_CELL.fullmatch(text, start, end) is not None for start, end in lines]
        gaps += _gaps(lines, graded, lambda heads, rows, wide: _head_grades(text, heads, wide))
    if TWO_NUMBERS.search(text) is not None:
        lines = [_without_bars(text, *match.span()) for match in LINE.finditer(text)]
        counted = [
            end - start < LONGEST and NUMBER_CELL.fullmatch(text, start, end) is not None for start, end in lines
        ]
        gaps += _gaps(lines, counted, lambda heads, rows, wide: _head_numbers(text, heads, rows, wide))
    return gaps


def _gaps(lines: list[Slice], filled: list[bool], are_heads: Heads) -> list[Slice]:
    """The gaps within the rows of tables, and within the heads right above them. `filled`: which lines hold a value."""
    gaps: list[Slice] = []
    at = 0
    while at < len(lines):
        wide = _wide(filled, at)
        rows = [at]
        while wide and _wide(filled, rows[-1] + wide + 1) == wide:
            rows.append(rows[-1] + wide + 1)
        end = rows[-1] + wide + 1
        # The corner above the first column may be empty, where there are more.
        for head in (at - wide - 1, at - wide) if len(rows) > 1 else ():
            if 0 <= head < at - 1 and not any(filled[head:at]) and are_heads(lines[head:at], lines[at:end], wide):
                gaps += [(one[1], other[0]) for one, other in pairwise(lines[head:at])]
                for row in rows:
                    gaps += [(one[1], other[0]) for one, other in pairwise(lines[row : row + wide + 1])]
                break
        at = end
    return gaps


def _wide(filled: list[bool], at: int) -> int:
    """How many values stand below a line that is none."""
    if at >= len(filled) or filled[at]:
        return 0
    end = at + 1
    while end < len(filled) and filled[end]:
        end += 1
    return end - at - 1


def _without_bars(text: str, start: int, end: int) -> Slice:
    """A line without the bars at its edges; one that is no more than a bar stays."""
    while start < end - 1 and text[start] in "| \t":
        start += 1
    while end > start + 1 and text[end - 1] in "| \t":
        end -= 1
    return start, end


def _head_grades(text: str, heads: list[Slice], wide: int) -> bool:
    """Whether lines are the heads of columns of grades: a corner, and short ones that end no sentence."""
    if wide == 1 and not re.fullmatch(ONE_HEAD, text[slice(*heads[-1])], re.IGNORECASE):
        return False
    return len(heads) > wide and _are_short(text, heads) and CORNER.fullmatch(text, *heads[0]) is not None


def _head_numbers(text: str, heads: list[Slice], rows: list[Slice], wide: int) -> bool:
    """Whether lines are the heads of columns of numbers; a single column needs bars."""
    if not _are_short(text, heads) or any(text.find("|", *line) >= 0 for line in heads):
        return False
    return wide > 1 or all(_has_bar(text, line) for line in (*heads, *rows))


def _has_bar(text: str, line: Slice) -> bool:
    """Whether a line has a bar right before or behind what it says."""
    before, behind = text[max(0, line[0] - 3) : line[0]], text[line[1] : line[1] + 3]
    return before.rstrip(" \t").endswith("|") or behind.lstrip(" \t").startswith("|")


def _are_short(text: str, lines: list[Slice]) -> bool:
    return all(end - start <= LONGEST and text[end - 1] not in ".!?;" for start, end in lines)
