"""Marks passages in a text: cuts the text by the offsets of passages into slices that a template prints in order.

Passages may overlap: every slice knows all passages that cover it, and which of them begin or end with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Cut long texts into pages of about this many characters.
PART = 40_000
# Show about this many characters before a passage and after it.
_AROUND = 220
# A line of no more words than this tells little without the lines around it.
_FEW_WORDS = 12
_FIRST_WORD, _LAST_WORD = re.compile(r"\A\S*\s+"), re.compile(r"\s+\S*\Z")
_EMPTY_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to mark; offsets are half-open.

    - `anchor`: of the passage on the page; "" for none.
    - `fact`: the anchor of the fact that it proves.
    - `kind`: the table of the fact; `label`: the fact in words.
    """

    start: int
    end: int
    anchor: str
    fact: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of text with the marks that cover it, shortest first; `begins` and `ends` are those beginning or ending.

    A mark begins at the start of the first slice that it covers, and ends at the end of the last one.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


def slices(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Slice]:
    """Cut the text from `start` to `end` (default: the end of the text) wherever a mark begins or ends."""
    end = len(text) if end is None else end
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            begins[first].append(mark)
            ends[last].append(mark)
    active: dict[Mark, None] = {}
    found = []
    for here, there in pairwise(sorted({start, end, *begins, *ends})):
        for mark in ends.get(here, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(begins.get(here, ())))
        covering = tuple(sorted(active, key=lambda mark: (mark.end - mark.start, mark.anchor)))
        found.append(Slice(text[here:there], covering, tuple(begins.get(here, ())), tuple(ends.get(there, ()))))
    return found


def parts(text: str, marks: Sequence[Mark], size: int = PART) -> list[tuple[int, int]]:
    """Cut a text into parts of about `size` characters, as half-open ranges; a short text is one part.

    Cuts are at the end of a line if possible, else after a space, and never inside a passage.
    """
    if len(text) <= size * 3 // 2:
        return [(0, len(text))]
    covered = _covered(marks)
    cuts = [0]
    while len(text) - cuts[-1] > size * 3 // 2:
        wanted = cuts[-1] + size
        cut = max(text.rfind("\n", cuts[-1] + size // 2, wanted) + 1, 0) or text.rfind(" ", cuts[-1] + 1, wanted) + 1
        cut = _outside(cut if cut > cuts[-1] else wanted, covered)
        if cut >= len(text):
            break
        cuts.append(cut)
    return [*pairwise([*cuts, len(text)])]


def _covered(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the ranges that marks cover, in order, with overlapping marks merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((mark.start, mark.end) for mark in marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(cut: int, covered: Sequence[tuple[int, int]]) -> int:
    """Return `cut` or, if it is inside a covered range, the end of that range."""
    place = bisect_left(covered, (cut, 0)) - 1
    return covered[place][1] if place >= 0 and covered[place][1] > cut else cut


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the text before and after a passage, at most about `_AROUND` characters each: within its line or, if that
    has few words, such as a cell or a heading, with the lines around it, without empty lines.

    Shortened text is cut between words where it has spaces, and an ellipsis shows that it was shortened.
    """
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if end - first <= _AROUND and len(text[first:last].split()) <= _FEW_WORDS:
        first, last = 0, len(text)
    before, after = text[max(first, start - _AROUND) : start], text[end : min(last, end + _AROUND)]
    if start - _AROUND > first:
        before = f"… {_FIRST_WORD.sub('', before)}"
    if end + _AROUND < last:
        after = f"{_LAST_WORD.sub('', after)} …"
    return _EMPTY_LINES.sub("\n", before), _EMPTY_LINES.sub("\n", after)
