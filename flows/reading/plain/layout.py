"""Splits plain text into lines, joins hard-wrapped paragraphs, and classifies each line by its layout."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flows.reading.heads import GRADES
from flows.reading.plain.front_matter import stated_in_front
from flows.reading.plain.furniture import SHORTEST_TEXT, comments_from, heads_others, is_furniture

LineKind = Literal["heading", "bullet", "row", "prose", "furniture"]

# After the bullet there may be a gap that was taken for one between cells.
_BULLET = re.compile(r"[ ]*(?:[-–—*•·●▪◦‣o+>~»►▶➤→■✓]|\(?(?:[0-9a-z]{1,2}|[ivx]{3,4})[.)])\s+(?:\|\s+)?(?=\S)")
# "3.4| In response to a question": a paragraph number followed by a gap.
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+\|\s+(?=[^|]{40})(?=[^|\n]*$)", re.MULTILINE)
# "## Leadership"
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
# "2. Kent Police": a list item, or a heading if no other such line is directly above or below.
_ITEM_NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s+")
_BULLETS_RUN_IN = "•●▪◦‣"
_BULLET_RUN_IN = re.compile(rf"\s*[{_BULLETS_RUN_IN}]\s*(?:\|\s+)?")
# "requires improvement" between two lists: a line of its own, though its lower case looks like the rest of a wrapped
# line.
_GRADE_ALONE = re.compile(rf"(?:{GRADES})\s*:?\s*")
# The share of the longest line's length from which a hard-wrapped line is full.
_FULL_SHARE = 0.85
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"\s*\|\s*|\t+|\s{3,}")
# "| Supporting victims | | | |": a row with only its first cell filled.
_EMPTY_ROW = re.compile(r"\|\s*[^\s|][^|]*\|[\s|]*\|")
_TERMINAL = tuple('.!?”"')
_Slice = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several lines that form one paragraph: a slice of the text without the bullet or number before it.

    `mark` is where that bullet or number begins; it equals the start of the line otherwise.
    """

    kind: LineKind
    start: int
    end: int
    mark: int


def lines_of(text: str, markdown: bool = False) -> list[Line]:
    """Return the lines of a text in order. Linear in its length."""
    pieces = _paragraphs(text)
    if any(mark in text for mark in _BULLETS_RUN_IN):
        pieces = [piece for start, end in pieces for piece in _run_in_bullets(text, start, end)]
    comments = comments_from(text, pieces)
    items = {start for start, end in pieces if not text[start].isalpha() and _ITEM_NUMBER.match(text, start, end)}
    lines: list[Line] = []
    _, front = stated_in_front(text) if markdown else ({}, 0)
    among_others, notes = False, _notes(text, front)
    for number, (mark, end) in enumerate(pieces):
        start = _behind_number(text, mark, end)
        note = bisect_right(notes, (mark, len(text))) - 1
        is_unseen = start >= comments or (note >= 0 and end <= notes[note][1])
        kind = "furniture" if is_unseen else _kind(text, start, end, not lines)
        if kind == "furniture":
            among_others = among_others or heads_others(text[start:end])
        elif among_others and kind != "prose":
            kind = "furniture"
        elif among_others and end - start >= SHORTEST_TEXT:
            among_others = False
        if kind == "bullet":
            match = _BULLET.match(text, start, end) or _BULLET_RUN_IN.match(text, start, end)
            start = match.end() if match else start
            beside = {piece[0] for piece in (*pieces[max(0, number - 1) : number], *pieces[number + 1 : number + 2])}
            if mark in items and not beside & items and _kind(text, start, end, False) == "heading":
                kind = "heading"
        lines.append(Line(kind, start, end, mark))
    return lines


def _notes(text: str, front: int) -> list[_Slice]:
    """Return the slices of notes such as `<!-- to do -->`, which nobody sees who reads the document as it is shown, and
    of the front matter, which ends at `front`."""
    notes: list[_Slice] = [(0, front)]
    start = text.find("<!--", front)
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        notes.append((start, end + 3))
        start = text.find("<!--", end)
    return notes


def _behind_number(text: str, start: int, end: int) -> int:
    """Return the start of a line after a paragraph number or the `#` marks of a heading."""
    if text[start].isdigit() and (numbered := _NUMBERED.match(text, start, end)):
        start = numbered.end()
    if text[start] == "#" and (marked := _HEADING_MARK.match(text, start, end)):
        start = marked.end()
    return start


def _paragraphs(text: str) -> list[_Slice]:
    """Return the slices of paragraphs: single lines, or several where a paragraph is hard-wrapped."""
    lines = [line.span() for line in _LINE.finditer(text)]
    full = _full_length(text, lines)
    merged: list[_Slice] = []
    last = (0, 0)
    for start, end in lines:
        if not text[start:end].strip():
            continue
        near = merged and start == last[1] + 1 and not _BULLET.match(text, start, end)
        if near and _continues(text, last, (start, end), full):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
        last = (start, end)
    return merged


def _full_length(text: str, lines: Sequence[_Slice]) -> float:
    """Return the length from which a line is full, so that no more words fit; infinity if the text is not wrapped."""
    pairs = [(a, b, c) for (a, b), (c, d) in pairwise(lines) if c == b + 1 and text.find("|", a, d) < 0]
    followed = [(b - a, text[c]) for a, b, c in pairs if b - a >= 45 and not _BULLET.match(text, c)]
    # Wrapped lines end anywhere in a sentence, so most lines that follow one begin in lower case.
    carried_on = [first for length, first in followed if 50 <= length <= 110 and (first.islower() or first.isdigit())]
    wrapped = len(carried_on) >= 3 and len(carried_on) >= 0.4 * len(followed)
    return _FULL_SHARE * max((length for length, _ in followed if length <= 110), default=0) if wrapped else math.inf


def _continues(text: str, last: _Slice, line: _Slice, full: float) -> bool:
    """Whether a line continues the line above it; `full` is the length of a full line."""
    start, end = line
    before = text[slice(*last)].rstrip()
    width = len(before) + 1
    if text[start].islower() and not before.endswith(_TERMINAL) and width > 30:
        # Two lines with the same number of cells are two rows, even if the second begins in lower case: "of which major
        # | 3 | 4".
        cells = text.count("|", start, end)
        if not (cells and cells == before.count("|")) and not _GRADE_ALONE.fullmatch(text, start, end):
            return True
    word = text.find(" ", start, end)
    beside_a_row = "|" in before or text.find("|", start, end) >= 0
    filled = width + (word if word > 0 else end) - start >= full
    return filled and width >= 45 and not before.endswith(":") and not beside_a_row


def _run_in_bullets(text: str, start: int, end: int) -> list[_Slice]:
    """Split a line with several bullets into a slice per bullet, and one for the words before the first bullet."""
    marks = sum(text.count(mark, start, end) for mark in _BULLETS_RUN_IN)
    cuts = [match.start() for match in _BULLET_RUN_IN.finditer(text, start, end)] if marks > 1 else []
    if len(cuts) < 2:
        return [(start, end)]
    return [(a, b) for a, b in pairwise([start, *cuts, end]) if text[a:b].strip()]


def _kind(text: str, start: int, end: int, first: bool) -> LineKind:
    """Classify a line; `first`: it is the first line of the text, where a heading may be longer."""
    line = text[start:end].strip()
    if is_furniture(line):
        return "furniture"
    # A bullet never begins with a capital.
    if not text[start].isupper() and (_BULLET.match(text, start, end) or _BULLET_RUN_IN.match(text, start, end)):
        return "bullet"
    bars = line.count("|")
    if bars and (len(_CELL.split(line.strip("| "))) >= 2 or (bars > 2 and _EMPTY_ROW.fullmatch(line))):
        return "row"
    bare = line.rstrip("”\"'’")
    if (
        len(line) <= 140
        and not bare.endswith((".", "!", ";", ",", ":", "; and", "; or"))
        and line[0] not in '“"'
        and (first or len(line) <= 100)
    ):
        return "heading"
    return "prose"
