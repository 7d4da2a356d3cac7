"""Finds the tables of plain text: rows with bars between cells, and lines of names and grades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.reading.blocks import Cell, Table
from flows.reading.heads import head_columns, head_rows, is_value
from flows.reading.laying_out import MOST_PLACES
from flows.reading.pairing import ASKED_LINE, LONGEST_LINE, MOST_NAMES, graded_line, is_grade, is_list_of_names, is_name
from flows.reading.plain.layout import Line
from flows.reading.plain.placing import in_place
from flows.reading.plain.seen import PreparedText

# In Markdown, a bar inside a cell is escaped with a backslash.
_BAR = re.compile(r"(?<!\\)\|")
# The line under the header of a table: "|---|:--:|", "---- | ----", "+----+----+".
_OF_RULES, _DASHES = frozenset("|:+ \t=_–—-"), "=_–—-"
_FEWEST_PAIRS = 2
_Slice = tuple[int, int]


def is_rule(text: str) -> bool:
    """Whether a line only draws a rule."""
    return _OF_RULES.issuperset(text) and sum(map(text.count, _DASHES)) > 1


def tables_in(text: PreparedText, lines: Sequence[Line]) -> Iterator[Line | Table]:
    """Yield the lines in order, with the lines of each table replaced by the table."""
    at = 0
    while at < len(lines):
        if lines[at].kind == "row":
            end = at
            while end < len(lines) and lines[end].kind == "row":
                end += 1
            for rows in _split_tables(text, lines[at:end]):
                if table := _grid(text, rows):
                    yield table
            at = end
        elif pairs := _pairs(text, lines, at):
            yield pairs[0]
            at = pairs[1]
        else:
            yield lines[at]
            at += 1


def _split_tables(text: PreparedText, rows: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Split rows into tables, where several tables follow each other with an empty line between.

    A table with too many positions is yielded row by row.
    """
    begins = [0]
    for number in range(1, len(rows)):
        gap = text.text[rows[number - 1].end : rows[number].mark]
        if gap.count("\n") > 1 and _begins_another(text.text, rows, number):
            begins.append(number)
    for start, end in pairwise([*begins, len(rows)]):
        table = rows[start:end]
        is_too_large = max(len(_slices(text.text, row)) for row in table) * len(table) > MOST_PLACES
        yield from ([row] for row in table) if is_too_large else [table]


def _begins_another(text: str, rows: Sequence[Line], number: int) -> bool:
    """Whether a row begins a new table: it has a different number of cells, a rule below, or is a header row."""
    above, row = _slices(text, rows[number - 1]), _slices(text, rows[number])
    if len(above) != len(row):
        return True
    if number + 1 == len(rows):
        return False
    below = rows[number + 1]
    if is_rule(text[below.start : below.end]):
        return True
    ends = (above[-1], row[-1], _slices(text, below)[-1])
    return [is_value(text[start:end]) for start, end in ends] == [True, False, True]


def _grid(text: PreparedText, lines: Sequence[Line]) -> Table | None:
    """Make a table of lines with bars; None if they are all rules."""
    rules = [number for number, line in enumerate(lines) if is_rule(text.text[line.start : line.end])]
    lines = [line for line in lines if not is_rule(text.text[line.start : line.end])]
    if not lines:
        return None
    slices = [_slices(text.text, line) for line in lines]
    width = max(map(len, slices))
    others_full = all(len(cells) == width for cells in slices[1:])
    places, headers = in_place(text, lines, slices)
    rows = [
        _spread(cells, at, width)
        if at
        else _filled_up(text.text, line, width, is_first=others_full and line is lines[0] is not lines[-1])
        for line, cells, at in zip(lines, slices, places, strict=True)
    ]
    texts = [[text.text[start:end].strip() for start, end in row] for row in rows]
    first = places[0]
    # The columns behind the last header may have none.
    headed = first[-1] + 1 if first else width
    heads = rules[0] if rules and 0 < rules[0] < len(rows) else head_rows([row[:headed] for row in texts])
    if first and heads == 1 and head_rows(texts[1:]):
        heads = 2
    columns = head_columns(texts[heads:]) if width > 1 else 0
    placed = [_placed(text, row, number < heads, columns) for number, row in enumerate(rows)]
    if first and heads:
        placed[0] = tuple(replace(placed[0][at], column_span=headers.count(at)) for at in headers)
    return Table(tuple(placed), heads, columns)


def _spread(cells: Sequence[_Slice], columns: Sequence[int], width: int) -> list[_Slice]:
    """Return the cells of a row at these of its columns, the others empty."""
    at = dict(zip(columns, cells, strict=True))
    empty = cells[-1][1]
    return [at.get(column, (empty, empty)) for column in range(width)]


def _filled_up(text: str, line: Line, width: int, *, is_first: bool) -> list[_Slice]:
    """Return the cells of a row, filled up with empty cells to `width`.

    The missing cell is the first one if only the start of the row has a bar, or if the header row is one cell short.
    """
    cells = _slices(text, line)
    row = text[line.start : line.end].rstrip()
    headless = is_first and row[-1] != "|" and not any(is_value(text[start:end]) for start, end in cells)
    if len(cells) == width - 1 and (headless or (text[line.start] == "|" and row[-1] != "|")):
        cells.insert(0, (line.start, line.start))
    return [*cells, *[(cells[-1][1], cells[-1][1])] * (width - len(cells))]


def _placed(text: PreparedText, row: Sequence[_Slice], is_head: bool, columns: int) -> tuple[Cell, ...]:
    """Return the cells of a row as slices of the document.

    In three or more columns, a first cell that is the only filled one spans the whole row.
    """
    cells = [Cell(*text.slice(*cell)) for cell in row]
    if len(cells) > 2 and not cells[0].is_empty and all(cell.is_empty for cell in cells[1:]):
        return (replace(cells[0], is_head=True, column_span=len(cells)),) * len(cells)
    return tuple(
        replace(cell, is_head=(is_head or number < columns) and not cell.is_empty) for number, cell in enumerate(cells)
    )


def _slices(text: str, row: Line) -> list[_Slice]:
    """Return the slices between the bars of a row, ignoring bars at its edges."""
    start, end = row.start, row.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    bars = [bar.start() for bar in _BAR.finditer(text, start, end)]
    return [(a + 1, b) for a, b in pairwise([start - 1, *bars, end])]


def _pairs(text: PreparedText, lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Return a table of names with grades that begins at line `at`, and the line after it.

    Pairs are lines like "Leadership: Good", or a name with a grade on the line below. None if no such table begins at
    line `at`.
    """
    rows: list[tuple[Cell, Cell]] = []
    first = at
    while at < len(lines) and (pair := _pair(text, lines, at)):
        rows.append(pair[0])
        at = pair[1]
    asked = bool(rows) and ASKED_LINE.fullmatch(text.text, lines[first].start, lines[first].end)
    if not asked and (len(rows) < _FEWEST_PAIRS or _is_headed_by_grades(text.text, lines, first, at)):
        return None
    return Table(tuple(rows), 0, 1, None, "pairs"), at


def _is_headed_by_grades(text: str, lines: Sequence[Line], first: int, end: int) -> bool:
    """Whether the grades are headings of the names below them, rather than values of the names above them.

    So it is if a grade comes before the first name, if the last grade is followed by more names, or if it stands nearer
    to the line that follows it than to the name above it.
    """
    if graded_line(text, lines[first].start, lines[first].end):
        return False
    for line in reversed(lines[max(0, first - MOST_NAMES) : first]):
        words = text[line.start : line.end]
        if is_grade(words):
            return True
        if not is_name(words) or line.kind != lines[first].kind:
            break
    if end >= len(lines):
        return False
    pairs, behind = (text[lines[n - 1].end : lines[n].mark].count("\n") for n in (end - 1, end))
    like = lines[end].kind == lines[max(first, end - 2)].kind
    return behind < pairs or (behind == pairs and like and is_list_of_names(text[lines[end].start : lines[end].end]))


def _pair(text: PreparedText, lines: Sequence[Line], at: int) -> tuple[tuple[Cell, Cell], int] | None:
    """Return the pair that begins at line `at`, and the line after it; None if there is none."""
    line = lines[at]
    if line.kind in ("row", "furniture") or line.end - line.start > LONGEST_LINE:
        return None
    if graded := graded_line(text.text, line.start, line.end):
        return (Cell(*text.slice(*graded.span(1)), True), Cell(*text.slice(*graded.span(2)))), at + 1
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.kind == "row" or not is_grade(text.text[below.start : below.end]):
        return None
    if not is_name(text.text[line.start : line.end]):
        return None
    return (Cell(*text.slice(line.start, line.end), True), Cell(*text.slice(below.start, below.end))), at + 2
