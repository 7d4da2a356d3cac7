"""Groups lines of printed pages into paragraphs, items and tables, and rejoins words that are split between lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flows.reading.printed import Line, had_room, without_hyphen

# In font sizes: how much more than the lines of a paragraph two paragraphs are apart.
_MORE_GAP = 0.25
_SAME_SIZE = 0.1
_ALIGNED = 0.5

BULLET = re.compile(r"[•●▪◦‣·∙○■\uf0b7\uf0a7*–—-](?=\s|$)")
_DASH = re.compile(r"[–—-]\s")
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)](?=\s)")
_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of compounds that keep their hyphen when split at the end of a line. After any other first part the hyphen
# is dropped, unless the document has the word with its hyphen elsewhere.
_KEEP_HYPHEN = re.compile(
    r"anti|co|cross|cyber|ex|fast|first|five|four|full|half|hard|high|ill|long|lower?|mid|multi|near|new|non|off|old|one|"
    r"part|post|right|second|self|semi|short|single|six|third|three|top|two|vice|well|wide|year"
)

# How often each word, in lower case, is in a document.
Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one paragraph, item, table or footnote; `page` is the number of the page of its last line."""

    kind: Literal["paragraph", "item", "table", "note"]
    lines: list[Line]
    page: int


def words_of(pages: Sequence[Sequence[Line]]) -> Words:
    """Count the words of a document, including compounds with hyphens."""
    return Counter(word.lower() for lines in pages for line in lines for word in _WORD.findall(line.text))


def group(lines: Sequence[Line], page: int, gap: float, groups: list[Group]) -> None:
    """Add the lines of a page to `groups`; `gap` is the usual distance between lines of a paragraph, in font sizes."""
    first = True
    for line in lines:
        # A paragraph continues past the footnotes of its page.
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
    """Whether a line belongs to the paragraph of the lines before it; `gap` is None if these are on the page before."""
    first, before = lines[0], lines[-1]
    if gap is None or before.top < line.bottom:
        return _carries_over(lines, line)
    if not -1 < (before.bottom - line.top) / before.size < gap + _MORE_GAP:
        return False
    if not same_style(before, line) or not overlap(before, line):
        return False
    if before.hyphen:
        return True
    if NUMBERED.match(line.text) and _continues_numbering(first, line):
        return False
    ends = bool(_END.search(before.text))
    return not (ends and (had_room(before, line, before.column[1]) or NUMBERED.match(line.text)))


def _is_dash_within(last: Group, line: Line) -> bool:
    """Whether a line begins with a dash of the sentence above, which had no room for it, rather than with a bullet."""
    before = last.lines[-1]
    hanging = last.kind != "item" or before.left > last.lines[0].left + _ALIGNED * before.size
    aligned = abs(before.left - line.left) < _ALIGNED * line.size
    full = not had_room(before, line, before.column[1]) and not _END.search(before.text)
    return bool(_DASH.match(line.text)) and last.kind != "table" and hanging and aligned and full


def _continues_numbering(first: Line, line: Line) -> bool:
    """Whether a line that begins with a number is aligned with one that does too."""
    return bool(NUMBERED.match(first.text)) and abs(first.left - line.left) < first.size / 2


def _carries_over(lines: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph continues in the next column or on the next page.

    It does within a word or sentence. After a sentence it does if it has several lines and the last one had no room for
    the next word, since a paragraph rarely ends with a full line.
    """
    before = lines[-1]
    if not same_style(before, line):
        return False
    starts_within = line.text[:1].islower() or line.text[:1].isdigit()
    has_room = had_room(before, line, before.column[1])
    several = len(lines) > 1 and lines[-2].column == before.column
    if before.hyphen or (starts_within and not _END.search(before.text) and (several or not has_room)):
        return True
    indented = (before.left - before.column[0]) - (line.left - line.column[0])
    return several and not has_room and abs(indented) < _ALIGNED * line.size and not NUMBERED.match(line.text)


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines share some horizontal extent, so that one is above the other."""
    return one.left < other.right and other.left < one.right


def same_style(before: Line, line: Line) -> bool:
    """Whether two lines have the same size and compatible weights."""
    same_size = abs(before.size - line.size) <= _SAME_SIZE * before.size
    heading = before.bold_start and before.bold_end and not line.bold_start
    return same_size and not heading and not (line.bold_start and line.bold_end and not before.bold_end)


def text_of(lines: Sequence[Line], words: Words) -> str:
    """Join lines into one text."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text = _joined(text, before.hyphen, line.text, words)
    return text + lines[-1].hyphen.replace("\xad", "")


def text_of_cell(text: str, words: Words) -> str:
    """Join the lines of a cell, separated by "\\n", into one text."""
    lines = [without_hyphen(line) for line in text.split("\n")]
    whole = lines[0][0]
    for (_, hyphen), (line, _) in pairwise(lines):
        whole = _joined(whole, hyphen, line, words)
    return whole + lines[-1][1].replace("\xad", "")


def _joined(text: str, hyphen: str, following: str, words: Words) -> str:
    """Join a text and the next line: with a space, or as one word if the line ends in the middle of a word."""
    if not hyphen:
        return f"{text} {following}"
    first, rest = re.search(r"[^\W\d_]*$", text), re.match(r"[^\W\d_]*", following)
    start, end = (first[0] if first else "").lower(), (rest[0] if rest else "").lower()
    if hyphen == "\xad" or (start and words[start + end]) or (text.endswith(",") and following[:1].isdigit()):
        return text + following
    if not start or words[f"{start}-{end}"] or _KEEP_HYPHEN.fullmatch(start) or not following[:1].islower():
        return f"{text}-{following}"
    return text + following
