"""Lines of printed pages become paragraphs, items and rows: reading order and hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from flows.reading.across import with_columns
from flows.reading.columns import in_columns
from flows.reading.furniture import Furniture
from flows.reading.grids import in_grids
from flows.reading.laying_out import Grid, GridCell, Piece
from flows.reading.printed import Line, Sheet, without_hyphen

# A distance of lines is frequent from this share of them on.
_FREQUENT = 0.1
# In sizes of the letters: how much farther apart two paragraphs are than their lines, how exactly columns stand.
_MORE_GAP = 0.25
_ALIGNED = 0.5
_SAME_SIZE = 0.1
# How far above the end of a column the next one begins, at least, and how long most lines of a column are.
_NEXT_COLUMN = 12
_WHOLE = 10
# A line that ends before so much of the width of its column, with a full stop, ends its paragraph.
_FULL_LINE = 0.85

_BULLET = re.compile(r"[•●▪◦‣·∙\uf0b7\uf0a7*–—-](?=\s|$)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of words that keep their hyphen; what follows any other is the rest of the word, unless the document has
# the word with its hyphen elsewhere.
_KEEP_HYPHEN = re.compile(
    r"anti|co|cross|cyber|ex|fast|first|five|four|full|half|hard|high|ill|long|lower?|mid|multi|near|new|non|off|old|one|"
    r"part|post|right|second|self|semi|short|single|six|third|three|top|two|vice|well|wide|year"
)


def blocks_of(pages: Sequence[Sheet]) -> list[Piece]:
    """The blocks of a document with these pages."""
    furniture = Furniture([page.lines for page in pages])
    words = Counter(word.lower() for page in pages for line in page.lines for word in _WORD.findall(line.text))
    groups: list[tuple[str, list[Line]]] = []
    text = [furniture.without(page.lines) for page in pages]
    gap = _usual_gap(text)
    main = [
        _in_order(in_grids(lines, with_columns(lines, page.grids, gap)))
        for lines, page in zip(text, pages, strict=True)
    ]
    gap = _usual_gap(main)
    for lines in main:
        _group([line for column in _columns(lines) for line in in_columns(column)], gap, groups)
    return [_block(kind, lines, words) for kind, lines in groups]


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """Lines as they are drawn, which is how they are read, but none before one that stands above it.

    What goes on below a line that was put before others, such as a foot of the page that is drawn first, is with it.
    """
    ordered: list[Line] = []
    lowest = float("inf")
    last = 0
    for line in lines:
        place = len(ordered)
        if line.bottom >= lowest:
            goes_on = last < place and _overlap(line, ordered[last]) and _is_below(line, ordered[last])
            below = (at for at, other in enumerate(ordered) if _overlap(line, other) and _is_below(other, line))
            place = next(below, last + 1 if goes_on else place)
        ordered.insert(place, line)
        lowest = min(lowest, line.bottom)
        last = place
    return ordered


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page by its columns: one begins far above the end of the one before, which is of whole lines."""
    column: list[Line] = []
    for line in lines:
        if column and line.bottom - column[-1].bottom > _NEXT_COLUMN * line.size and line.left > column[-1].left:
            beside = [other for other in column if other.bottom < line.top and not other.row]
            if 2 * sum(other.right - other.left > _WHOLE * other.size for other in beside) > len(beside):
                yield column
                column = []
        column.append(line)
    yield column


def _is_below(one: Line, other: Line) -> bool:
    return one.top <= other.bottom + _ALIGNED * other.size


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _group(lines: list[Line], gap: float, groups: list[tuple[str, list[Line]]]) -> None:
    """Add the lines of a page to the groups: those of one paragraph, item or row together."""
    width = max((line.right - line.left for line in lines), default=0.0)
    first = True
    for line in lines:
        kind, before = groups[-1] if groups else ("", [])
        if line.row:
            groups.append(("row", [line]))
        elif _BULLET.match(line.text):
            groups.append(("item", [line]))
        elif kind in ("paragraph", "item") and _continues(before[-1], line, width, None if first else gap):
            before.append(line)
        else:
            groups.append(("paragraph", [line]))
        first = False


def _usual_gap(pages: Iterable[Sequence[Line]]) -> float:
    """Between the lines of a paragraph, in sizes of the letters: the smallest that is frequent in the document."""
    pairs = [pair for lines in pages for pair in pairwise(lines) if _overlap(*pair) and _alike(*pair)]
    gaps = Counter(round((one.bottom - other.top) / one.size, 1) for one, other in pairs)
    return min((gap for gap, count in gaps.items() if abs(gap) < 1.5 and count >= _FREQUENT * len(pairs)), default=0.0)


def _continues(before: Line, line: Line, width: float, gap: float | None) -> bool:
    """Whether a line is of the paragraph of the one before it: on this page, or (no gap) on the page before."""
    if gap is None or before.top < line.bottom:
        return _carries_over(before, line)
    if not -1 < (before.bottom - line.top) / before.size < gap + _MORE_GAP:
        return False
    if not _alike(before, line) or not _overlap(before, line):
        return False
    if before.hyphen:
        return True
    ends = bool(_END.search(before.text))
    short = before.right - before.left < _FULL_LINE * width
    return not (ends and (short or _NUMBERED.match(line.text)))


def _carries_over(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    starts_within = line.text[:1].islower() or line.text[:1].isdigit()
    return _alike(before, line) and (bool(before.hyphen) or (starts_within and not _END.search(before.text)))


def _alike(before: Line, line: Line) -> bool:
    same_size = abs(before.size - line.size) <= _SAME_SIZE * before.size
    heading = before.bold_start and before.bold_end and not line.bold_start
    return same_size and not heading and not (line.bold_start and line.bold_end and not before.bold_end)


def _block(kind: str, lines: list[Line], words: Counter[str]) -> Piece:
    if kind == "row":
        return _row(tuple(_cell(cell.text, words) for cell in lines[0].cells))
    text = lines[0].text
    for before, line in pairwise(lines):
        text = _joined(text, before.hyphen, line.text, words)
    text += lines[-1].hyphen.replace("\xad", "")
    return Piece("item" if kind == "item" else "paragraph", text)


def _cell(text: str, words: Counter[str]) -> str:
    """The lines of a cell as one."""
    whole, *rest = text.split("\n")
    for line in rest:
        whole, hyphen = without_hyphen(whole)
        whole = _joined(whole, hyphen, line, words)
    return whole


def _joined(text: str, hyphen: str, following: str, words: Counter[str]) -> str:
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


def _row(cells: tuple[str, ...]) -> Piece:
    return Piece("table", grid=Grid((tuple(GridCell(cell) for cell in cells),)))
