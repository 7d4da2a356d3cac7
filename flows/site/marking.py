"""A text with passages marked in it: pure functions from offsets to slices that a template prints one after another.

Passages may overlap: every slice knows all passages that cover it, and which begin and end at it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A long text is shown on several pages of about so many characters.
PART = 40_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to mark. `anchor` is its own name on the page, `fact` that of what it proves, `kind` the table."""

    start: int
    end: int
    anchor: str
    fact: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of text and the marks that cover it, the shortest first; `begins` are those that start with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


def slices(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Slice]:
    """The text from `start` to `end`, cut wherever a mark begins or ends."""
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
    """The text in parts of about a size, none of which cuts a passage: where a line ends, or else a word."""
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
    """The stretches that passages cover together, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((mark.start, mark.end) for mark in marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(cut: int, covered: Sequence[tuple[int, int]]) -> int:
    """The cut itself, or the end of the stretch that it would be in."""
    place = bisect_left(covered, (cut, 0)) - 1
    return covered[place][1] if place >= 0 and covered[place][1] > cut else cut


def around(text: str, start: int, end: int, most: int = 220) -> tuple[str, str]:
    """What stands before and after a passage in its paragraph, as much as can be read at a glance."""
    line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[max(line, start - most) : start], text[end : min(line_end, end + most)]
    if start - most > line:
        before = "… " + before.partition(" ")[2]
    if end + most < line_end:
        after = after.rpartition(" ")[0] + " …"
    return before, after
