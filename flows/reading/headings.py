"""Finds the headings of printed pages: paragraphs larger than the text, or bold. Larger means a higher level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.reading.paragraphs import Group
from flows.reading.printed import Line

_LARGER = 1.1
_NOT_SMALLER = 0.95
_SMALLER = 0.93
_LONGEST_HEADING = 200
_MOST_LINES = 8
_DEEPEST = 6
_END_OF_SENTENCE = re.compile(r"[.,;:!][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]{2}")
# In points: sizes are rounded to multiples of this.
_STEP = 0.5

# The look of a heading: its size in steps, and whether it is bold.
Look = tuple[int, bool]


def usual_size(lines: Sequence[Line]) -> float:
    """Return the size of most letters outside tables, in points; 0 without lines."""
    sizes: Counter[int] = Counter()
    for line in lines:
        if not line.row:
            sizes[_steps(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] * _STEP if sizes else 0.0


def notes_of(lines: Sequence[Line], usual: float) -> int:
    """Return how many lines at the end of a page are footnotes: smaller than the text, and below all of it."""
    count = 0
    for line in reversed(lines):
        if line.row or line.size > _SMALLER * usual:
            break
        count += 1
    above = lines[: len(lines) - count]
    lowest = min((line.bottom for line in above), default=0.0)
    return count if above and all(line.top <= lowest + usual / 2 for line in lines[len(above) :]) else 0


def levels(groups: Sequence[Group], usual: float) -> dict[int, int]:
    """Return the heading level of each group that is a heading, by its index."""
    plain = [group for group in groups if group.kind == "paragraph"]
    bold = sum(len(line.text) for group in plain for line in group.lines if _is_bold(line))
    tells = 2 * bold < sum(len(line.text) for group in plain for line in group.lines)
    looks = {number: look for number, group in enumerate(groups) if (look := _look(group, usual, tells))}
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values()), reverse=True), 1)}
    return {number: min(ranks[look], _DEEPEST) for number, look in looks.items()}


def _look(group: Group, usual: float, bold_tells: bool) -> Look | None:
    """Return the look of a group that can be a heading, else None; `bold_tells`: bold text is rare enough to count."""
    text = " ".join(line.text for line in group.lines[: _MOST_LINES + 1])
    if group.kind != "paragraph" or len(group.lines) > _MOST_LINES or len(text) > _LONGEST_HEADING:
        return None
    if _END_OF_SENTENCE.search(text) or not _WORD.search(text):
        return None
    size = min(line.size for line in group.lines)
    bold = all(map(_is_bold, group.lines))
    if size > _LARGER * usual or (bold and bold_tells and size >= _NOT_SMALLER * usual):
        return _steps(size), bold
    return None


def _is_bold(line: Line) -> bool:
    return line.bold_start and line.bold_end and all(cell.bold for cell in line.cells)


def _steps(size: float) -> int:
    return round(size / _STEP)
