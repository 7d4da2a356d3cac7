"""Lines of printed pages become paragraphs, items and tables; words that the end of a line parts are put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flows.reading.printed import Line, had_room, without_hyphen

# In sizes of the letters: how much farther apart two paragraphs are than their lines.
_MORE_GAP = 0.25
_SAME_SIZE = 0.1
_ALIGNED = 0.5

BULLET = re.compile(r"[•●▪◦‣·∙○■\uf0b7\uf0a7*–—-](?=\s|$)")
_DASH = re.compile(r"[–—-]\s")
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)](?=\s)")
_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of words that keep their hyphen; what follows any other is the rest of the word, unless the document has
# the word with its hyphen elsewhere.
_KEEP_HYPHEN = re.compile(
    r"anti|co|cross|cyber|ex|fast|first|five|four|full|half|hard|high|ill|long|lower?|mid|multi|near|new|non|off|old|one|"
    r"part|post|right|second|self|semi|short|single|six|third|three|top|two|vice|well|wide|year"
)

# Which words a document has.
Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one paragraph, item, table or note at the foot of a page; `page` is that of the last of them."""

    kind: Literal["paragraph", "item", "table", "note"]
    lines: list[Line]
    page: int


def words_of(pages: Sequence[Sequence[Line]]) -> Words:
    """The words of a document, with those that are written with a hyphen."""
    return Counter(word.lower() for lines in pages for line in lines for word in _WORD.findall(line.text))


def group(lines: Sequence[Line], page: int, gap: float, groups: list[Group]) -> None:
    """Add the lines of a page to the groups; `gap` is that between lines of a paragraph."""
    first = True
    for line in lines:
        # A paragraph goes on over the notes at the foot of its page.
        last = next((one for one in reversed(groups) if one.kind != "note" or not first), None)
        if line.table:
            if last and last.lines[-1].table is line.table:
                last.lines.append(line)
            else:
                groups.append(Group("table", [line], page))
        elif BULLET.match(line.text) and not (last and not first and _is_dash_within(last, line)):
            groups.append(Group("item", [line], page))
        elif last and last.kind != "table" and _continues(last.lines, line, None if first else gap):
            last.lines.append(line)
        else:
            groups.append(Group("paragraph", [line], page))
        first = False


def _continues(lines: Sequence[Line], line: Line, gap: float | None) -> bool:
    """Whether a line is of the paragraph of those before it: on this page, or (no gap) on the page before."""
    first, before = lines[0], lines[-1]
    if gap is None or before.top < line.bottom:
        return _carries_over(lines, line)
    if not -1 < (before.bottom - line.top) / before.size < gap + _MORE_GAP:
        return False
    if not alike(before, line) or not overlap(before, line):
        return False
    if before.hyphen:
        return True
    if NUMBERED.match(line.text) and _is_counted_on(first, line):
        return False
    ends = bool(_END.search(before.text))
    return not (ends and (had_room(before, line, before.column[1]) or NUMBERED.match(line.text)))


def _is_dash_within(last: Group, line: Line) -> bool:
    """Whether a line begins with a dash of the sentence above it, which had no room for that, and not with a bullet."""
    before = last.lines[-1]
    hanging = last.kind != "item" or before.left > last.lines[0].left + _ALIGNED * before.size
    aligned = abs(before.left - line.left) < _ALIGNED * line.size
    full = not had_room(before, line, before.column[1]) and not _END.search(before.text)
    return bool(_DASH.match(line.text)) and last.kind != "table" and hanging and aligned and full


def _is_counted_on(first: Line, line: Line) -> bool:
    """Whether a line that begins with a number stands under one that does."""
    return bool(NUMBERED.match(first.text)) and abs(first.left - line.left) < first.size / 2


def _carries_over(lines: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    It does within a word or a sentence, and behind one, where it has several lines and the last of them had no room for
    the word that follows: one that ends there ends seldom with a full line.
    """
    before = lines[-1]
    if not alike(before, line):
        return False
    starts_within = line.text[:1].islower() or line.text[:1].isdigit()
    has_room = had_room(before, line, before.column[1])
    several = len(lines) > 1 and lines[-2].column == before.column
    if before.hyphen or (starts_within and not _END.search(before.text) and (several or not has_room)):
        return True
    indented = (before.left - before.column[0]) - (line.left - line.column[0])
    return several and not has_room and abs(indented) < _ALIGNED * line.size and not NUMBERED.match(line.text)


def overlap(one: Line, other: Line) -> bool:
    """Whether one line stands above the other."""
    return one.left < other.right and other.left < one.right


def alike(before: Line, line: Line) -> bool:
    """Whether two lines are of one size and weight."""
    same_size = abs(before.size - line.size) <= _SAME_SIZE * before.size
    heading = before.bold_start and before.bold_end and not line.bold_start
    return same_size and not heading and not (line.bold_start and line.bold_end and not before.bold_end)


def text_of(lines: Sequence[Line], words: Words) -> str:
    """Lines as one text."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text = _joined(text, before.hyphen, line.text, words)
    return text + lines[-1].hyphen.replace("\xad", "")


def text_of_cell(text: str, words: Words) -> str:
    """The text of a cell, each line of which is one, as one text."""
    lines = [without_hyphen(line) for line in text.split("\n")]
    whole = lines[0][0]
    for (_, hyphen), (line, _) in pairwise(lines):
        whole = _joined(whole, hyphen, line, words)
    return whole + lines[-1][1].replace("\xad", "")


def _joined(text: str, hyphen: str, following: str, words: Words) -> str:
    """A line and the next: with a space, or as one word where the line ends within one."""
    if not hyphen:
        return f"{text} {following}"
    first, rest = re.search(r"[^\W\d_]*$", text), re.match(r"[^\W\d_]*", following)
    start, end = (first[0] if first else "").lower(), (rest[0] if rest else "").lower()
    if hyphen == "\xad" or (start and words[start + end]) or (text.endswith(",") and following[:1].isdigit()):
        return text + following
    if not start or words[f"{start}-{end}"] or _KEEP_HYPHEN.fullmatch(start) or not following[:1].islower():
        return f"{text}-{following}"
    return text + following
