"""Turns the lines of printed pages into headings, paragraphs, items and tables in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.reading.captions import with_captions_and_headers
from flows.reading.columns import in_columns
from flows.reading.furniture import Furniture, without_head
from flows.reading.grids import in_grids
from flows.reading.headings import levels, notes_of, usual_size
from flows.reading.laying_out import Piece
from flows.reading.paragraphs import BULLET, NUMBERED, Group, group, overlap, same_style, text_of, words_of
from flows.reading.printed import Line, Sheet, had_room
from flows.reading.printed_tables import grid_of, over_pages, with_looks
from flows.reading.ruled_across import with_columns

# A line distance is frequent from this share of all distances.
_FREQUENT_SHARE = 0.1
# In font sizes: how far apart aligned positions may be.
_ALIGNED = 0.5
# In font sizes: a new column begins at least this far above the end of the last one, in which most lines are this long.
_NEXT_COLUMN = 12
_LONG_LINE = 10
# A page with more lines is a drawing: its lines stay in the order in which they are drawn.
_MOST_LINES = 3_000


def pieces_of(pages: Sequence[Sheet]) -> list[Piece]:
    """Return the pieces of an untagged PDF with these pages."""
    furniture = Furniture([page.lines for page in pages])
    words = words_of([page.lines for page in pages])
    text = [furniture.without(page.lines) for page in pages]
    gap = _usual_gap(text)
    main = [
        _in_order(in_grids(lines, with_columns(lines, page.grids, gap)))
        for lines, page in zip(text, pages, strict=True)
    ]
    usual = usual_size([line for lines in main for line in lines])
    main[0] = without_head(main[0], usual)
    columns = [list(_with_sides([in_columns(column) for column in _columns(lines)])) for lines in main]
    gap = _usual_gap([column for page_columns in columns for column in page_columns])
    groups: list[Group] = []
    for number, page in enumerate(pages):
        page_lines = [line for column in columns[number] for line in with_looks(column, page)]
        end = len(page_lines) - notes_of(page_lines, usual)
        group(page_lines[:end], number, gap, groups)
        notes: list[Group] = []
        group(page_lines[end:], number, gap, notes)
        groups += [Group("note", note.lines, note.page) for note in notes]
    joined = over_pages(groups)
    groups = [part for part, _ in joined]
    headings = levels(groups, usual)
    items = _items(groups, headings)
    return with_captions_and_headers(
        Piece("table", grid=grid_of(part.lines, repeated, words))
        if part.kind == "table"
        else _piece(text_of(part.lines, words), headings.get(number, 0), items.get(number, 0))
        for number, (part, repeated) in enumerate(joined)
    )


def _piece(text: str, heading: int, item: int) -> Piece:
    """Make a heading, item or paragraph; `heading` and `item` are its level as such, or 0."""
    if not item:
        return Piece("heading", text, heading) if heading else Piece("paragraph", text)
    marker = BULLET.match(text) or NUMBERED.match(text)
    return Piece("item", text[marker.end() :], item, marker[0]) if marker else Piece("item", text, item)


def _items(groups: Sequence[Group], headings: Container[int]) -> dict[int, int]:
    """Return the depth in its list of each group that is an item, by the group's index; depths follow the indents.

    Paragraphs with consecutive numbers are items too, and so are paragraphs with number 1 that are not headings.
    """
    numbers = [_number(part) for part in groups]
    depths: dict[int, int] = {}
    indents: list[float] = []
    for place, item in enumerate(groups):
        own = numbers[place]
        beside = (numbers[place - 1] if place else None, numbers[place + 1] if place + 1 < len(groups) else None)
        in_turn = own is not None and (beside[0] == own - 1 or beside[1] == own + 1)
        in_turn = in_turn or (own == 1 and place not in headings)
        if item.kind != "item" and not (item.kind == "paragraph" and in_turn):
            indents = []
            continue
        line = item.lines[0]
        while indents and line.left < indents[-1] - _ALIGNED * line.size:
            indents.pop()
        if not indents or line.left > indents[-1] + _ALIGNED * line.size:
            indents.append(line.left)
        depths[place] = len(indents)
    return depths


def _number(part: Group) -> int | None:
    """Return the number or letter that a paragraph begins with, as an integer; None without one."""
    marker = NUMBERED.match(part.lines[0].text) if part.kind == "paragraph" else None
    name = marker[0].strip("().") if marker else ""
    return int(name) if name.isdecimal() else ord(name) if name else None


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """Return lines in the order in which they are drawn, except that no line comes before a line above it.

    A line drawn after one that was moved up, and below that one, follows it: for example the rest of a footer drawn
    first.
    """
    lines = list(lines)
    if len(lines) > _MOST_LINES:
        return lines
    ordered: list[Line] = []
    lowest = float("inf")
    last = 0
    for line in lines:
        place = len(ordered)
        if line.bottom >= lowest:
            goes_on = last < place and overlap(line, ordered[last]) and _is_below(line, ordered[last])
            below = (at for at, other in enumerate(ordered) if overlap(line, other) and _is_below(other, line))
            place = next(below, last + 1 if goes_on else place)
        ordered.insert(place, line)
        lowest = min(lowest, line.bottom)
        last = place
    return ordered


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Split the lines of a page into columns.

    A new column begins far above the end of the last one, and further right. Most lines beside the new column must be
    long, since tables go back up in the same way.
    """
    column: list[Line] = []
    for line in lines:
        if column and line.bottom - column[-1].bottom > _NEXT_COLUMN * line.size and line.left > column[-1].left:
            beside = [other for other in column if other.bottom < line.top and not other.row]
            if 2 * sum(other.right - other.left > _LONG_LINE * min(line.size, other.size) for other in beside) > len(
                beside
            ):
                yield column
                column = []
        column.append(line)
    yield column


def _with_sides(columns: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the columns of a page, with each line knowing the horizontal extent of its column.

    The extent is taken from lines of the same size; lines that reach into the next column are measured separately.
    """
    lefts = [min((line.left for line in column), default=0.0) for column in columns]
    for column, left, following in zip(columns, lefts, [*lefts[1:], float("inf")], strict=True):
        kinds = [(round(line.size), line.right > following > left) for line in column]
        sides: dict[tuple[int, bool], tuple[float, float]] = {}
        for kind, line in zip(kinds, column, strict=True):
            if not line.row:
                start, end = sides.get(kind, (line.left, line.right))
                sides[kind] = min(start, line.left), max(end, line.right)
        yield [
            line if line.row else replace(line, column=sides[kind]) for kind, line in zip(kinds, column, strict=True)
        ]


def _is_below(lower: Line, upper: Line) -> bool:
    return lower.top <= upper.bottom + _ALIGNED * upper.size


def _usual_gap(columns: Iterable[Sequence[Line]]) -> float:
    """Return the usual distance between lines of a paragraph, in font sizes.

    That is the smallest distance that is frequent below full lines.
    """
    pairs = [pair for lines in columns for pair in pairwise(lines) if overlap(*pair) and same_style(*pair)]
    pairs = [(above, below) for above, below in pairs if not had_room(above, below, above.column[1])] or pairs
    gaps = Counter(round((above.bottom - below.top) / above.size, 1) for above, below in pairs)
    return min(
        (gap for gap, count in gaps.items() if abs(gap) < 1.5 and count >= _FREQUENT_SHARE * len(pairs)), default=0.0
    )
