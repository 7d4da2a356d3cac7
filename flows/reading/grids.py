"""Tables with rules: what stands between the same rules is one cell, however its words are drawn or wrapped."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from flows.reading.printed import Cell, Line, Rule, Rules, joined, row_of
from flows.reading.rules import NEAR

# A cell with more lines is a part of the page, in a frame; so it is where the rows have no rules between them.
_MOST_LINES = 15
_MOST_LINES_UNRULED = 4
# In sizes of the letters: a space, how far apart two lines are at least, and how differently the lines of a cell.
_SPACE = 0.3
_SAME_LINE = 0.5
_LEADING = 0.25
# In points: the widest margin within a cell that wrapping is judged by.
_MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a grid: the rules around it."""

    top: float
    left: float
    right: float


@dataclass(slots=True)
class Grid:
    """Rules that touch each other."""

    across: list[Rule]
    down: list[Rule]
    places: dict[tuple[int, int], Place] = field(default_factory=dict)
    xs: list[float] = field(init=False)
    ys: list[float] = field(init=False)

    def __post_init__(self) -> None:
        lefts = [rule.start for rule in self.across] + [rule.at for rule in self.down]
        rights = [rule.end for rule in self.across] + [rule.at for rule in self.down]
        heights = [rule.at for rule in self.across]
        ends = [end for rule in self.down for end in (rule.start, rule.end)]
        self.xs = _apart([min(lefts), *(rule.at for rule in self.down), max(rights)])
        self.ys = _apart([min(heights + ends), *heights, max(heights + ends)])

    def place(self, x: float, y: float) -> Place | None:
        """The cell around a point; none where it is outside."""
        slot = bisect_left(self.xs, x), bisect_left(self.ys, y)
        if not (0 < slot[0] < len(self.xs) and 0 < slot[1] < len(self.ys)):
            return None
        if slot not in self.places:
            beside = [rule.at for rule in self.down if rule.start - NEAR <= y <= rule.end + NEAR]
            above = [rule.at for rule in self.across if rule.at >= y and rule.start - NEAR <= x <= rule.end + NEAR]
            self.places[slot] = Place(
                top=min(above, default=self.ys[-1]),
                left=max((at for at in beside if at <= x), default=self.xs[0]),
                right=min((at for at in beside if at > x), default=self.xs[-1]),
            )
        return self.places[slot]


Filled = Mapping[Place, Sequence[Line]]


def in_grids(lines: Sequence[Line], rules: Rules) -> list[Line]:
    """The lines of a page, those in tables with rules put together as rows where the first of them stood."""
    grids = list(_grids(rules))
    if not grids:
        return list(lines)
    order: list[Line | int] = []
    filled: dict[int, dict[Place, list[Line]]] = {}
    for line in lines:
        for (number, place), piece in _pieces(line, grids):
            if place is None:
                order.append(piece)
                continue
            if number not in filled:
                filled[number] = defaultdict(list)
                order.append(number)
            filled[number][place].append(piece)
    found: list[Line] = []
    for item in order:
        found += [item] if isinstance(item, Line) else _read(filled[item])
    return found


def _grids(rules: Rules) -> Iterator[Grid]:
    """Groups of rules that touch, with more than one column."""
    left = list(rules.across), list(rules.down)
    while left[1]:
        found: tuple[list[Rule], list[Rule]] = ([], [left[1].pop()])
        new = [(1, found[1][0])]
        while new:
            way, rule = new.pop()
            touching = [other for other in left[1 - way] if _touch(rule, other)]
            left[1 - way][:] = [other for other in left[1 - way] if not _touch(rule, other)]
            found[1 - way].extend(touching)
            new += [(1 - way, other) for other in touching]
        grid = Grid(*found)
        if found[0] and len(grid.xs) > 2:
            yield grid


def _touch(one: Rule, other: Rule) -> bool:
    """Whether a rule and one that goes the other way meet."""
    meets = one.start - NEAR <= other.at <= one.end + NEAR
    return meets and other.start - NEAR <= one.at <= other.end + NEAR


def _apart(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _pieces(line: Line, grids: Sequence[Grid]) -> Iterator[tuple[tuple[int, Place | None], Line]]:
    """A line, parted where its words are in different cells."""
    y = (line.bottom + line.top) / 2

    def where(word: Cell) -> tuple[int, Place | None]:
        places = ((number, grid.place((word.left + word.right) / 2, y)) for number, grid in enumerate(grids))
        return next(((number, place) for number, place in places if place), (-1, None))

    for at, words in groupby(line.cells, where):
        cells = tuple(words)
        yield at, replace(line, cells=cells, hyphen=line.hyphen if cells[-1] is line.cells[-1] else "")


def _read(filled: Filled) -> list[Line]:
    """The rows of a table; the lines as they are, cell by cell, where the rules are the frame of something else."""
    lefts = sorted({place.left for place in filled})
    rows: list[dict[Place, list[Line]]] = []
    for top in sorted({place.top for place in filled}, reverse=True):
        row = {place: _lines_of(pieces) for place, pieces in filled.items() if place.top == top}
        rows.append(dict(sorted(row.items(), key=lambda item: item[0].left)))
    if len(lefts) == 1:
        return [line for row in rows for lines in row.values() for line in lines]
    margin = min(line.left - place.left for row in rows for place, lines in row.items() for line in lines)
    parts: list[Filled] = []
    for row in rows:
        parted = list(_parted(row, min(max(margin, 0.0), _MARGIN)))
        most = _MOST_LINES if len(parted) == 1 else _MOST_LINES_UNRULED
        if any(len(lines) > most for part in parted for lines in part.values()):
            return [line for row in rows for lines in row.values() for line in lines]
        parts += parted
    return [line for part in parts for line in _row(part, lefts)]


def _lines_of(pieces: Sequence[Line]) -> list[Line]:
    """The lines of a cell from above to below, each as one cell."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.bottom):
        if lines and lines[-1][0].bottom - piece.bottom < _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    whole = []
    for parts in lines:
        parts.sort(key=lambda part: part.left)
        line = replace(parts[-1], cells=tuple(cell for part in parts for cell in part.cells))
        whole.append(joined(line, line.cells))
    return whole


def _parted(row: dict[Place, list[Line]], margin: float) -> Iterator[dict[Place, list[Line]]]:
    """What stands between two rules as its rows, of which there can be more: without rules between them.

    A line of a cell that is wrapped goes as far as the next word lets it. Where two columns or more go on, and not all
    of them are wrapped, what goes on is another row.
    """
    pairs = [pair for lines in row.values() for pair in pairwise(lines)]
    leading = min((one.bottom - other.bottom for one, other in pairs), default=0.0)

    def is_wrapped(place: Place, line: Line, below: Line) -> bool:
        near = line.bottom - below.bottom < leading + _LEADING * line.size
        return near and _is_full(place, line, below, margin)

    before = float("inf")
    for height in sorted({line.bottom for lines in row.values() for line in lines}, reverse=True):
        goes_on = [
            is_wrapped(place, line, below)
            for place, lines in row.items()
            for line, below in pairwise(lines)
            if below.bottom < height <= line.bottom < before
        ]
        if len(goes_on) > 1 and not all(goes_on):
            yield _between(row, height, before)
            before = height
    yield _between(row, float("-inf"), before)


def _between(row: Filled, bottom: float, before: float) -> dict[Place, list[Line]]:
    part = {place: [line for line in lines if bottom <= line.bottom < before] for place, lines in row.items()}
    return {place: lines for place, lines in part.items() if lines}


def _is_full(place: Place, line: Line, below: Line, margin: float) -> bool:
    """Whether the next word had no room in the line."""
    words = below.text.split(" ", 1)[0]
    needed = (below.right - below.left) * len(words) / max(len(below.text), 1) + _SPACE * line.size
    return bool(line.hyphen) or (line.right - line.left) + needed > place.right - place.left - 2 * margin - 1


def _row(row: Filled, lefts: Sequence[float]) -> list[Line]:
    """A row; what stands alone over several columns is none."""
    lines = [line for cell in row.values() for line in cell]
    if len(row) == 1 and sum(place.left <= left < place.right for place in row for left in lefts) > 1:
        return lines
    texts = {place.left: "\n".join(line.text + line.hyphen for line in cell) for place, cell in row.items()}
    cells = [Cell(texts.get(left, ""), left, left) for left in lefts]
    return [row_of(lines, cells)]
