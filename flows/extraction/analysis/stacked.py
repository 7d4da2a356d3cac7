"""Tables whose cells stand one below the other, as they do where a page's text is copied without its columns.

A row is then a line, and below it as many grades as the table has columns, the same number in each. Where that is one,
the line of heads has to say that it holds grades.
"""

from __future__ import annotations

import re
from itertools import pairwise

_GRADE = r"(?:outstanding|good|adequate|inadequate|requires improvement)"
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
CELL = re.compile(rf"(?:{_GRADE}|{_EMPTY})", re.IGNORECASE)
# What heads the first column of such a table, and opens the line of its heads.
CORNER = re.compile(
    r"(?:(?:(?:core|diagnostic|inspection|police|fire|policing)\s+)*(?:areas?|pillars?|questions?|themes?|categor(?:y|ies)|forces?|services?|"
    r"body|bodies|brigade|constabulary|name)(?:\s+(?:of\s+policing|inspected|graded|name))?|what\s+(?:we|they)\s+\w+)\s*:?",
    re.IGNORECASE,
)
LONGEST = 60


def stacked_gaps(text: str) -> list[tuple[int, int]]:
    """What parts the cells of each row of such tables: the slices of the line breaks between them."""
    if TWO.search(text) is None:
        return []
    lines = [match.span() for match in LINE.finditer(text)]
    graded = [end - start < LONGEST and CELL.fullmatch(text, start, end) is not None for start, end in lines]
    gaps: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        wide = _wide(graded, at)
        rows = [at]
        while wide and _wide(graded, rows[-1] + wide + 1) == wide:
            rows.append(rows[-1] + wide + 1)
        head = at - wide - 1
        if len(rows) > 1 and head >= 0 and _are_heads(text, lines[head:at]):
            for row in (head, *rows):
                gaps += [(one[1], other[0]) for one, other in pairwise(lines[row : row + wide + 1])]
        at = rows[-1] + wide + 1
    return gaps


def _wide(graded: list[bool], at: int) -> int:
    """How many grades stand below a line that is none."""
    if at >= len(graded) or graded[at]:
        return 0
    end = at + 1
    while end < len(graded) and graded[end]:
        end += 1
    return end - at - 1


def _are_heads(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are the heads of columns: a corner, and short ones that end no sentence."""
    if len(lines) == len(("corner", "head")) and not re.fullmatch(ONE_HEAD, text[slice(*lines[1])], re.IGNORECASE):
        return False
    short = all(end - start <= LONGEST and text[end - 1] not in ".!?;" for start, end in lines)
    return short and CORNER.fullmatch(text, *lines[0]) is not None
