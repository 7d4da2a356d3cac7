"""Reads the tables of a Word document: merged cells, header rows, and tables that are only used for page layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn

from flows.reading.laying_out import Grid, GridCell
from flows.reading.spans import LONGEST_CELL, span_count
from flows.reading.word.styles import Styles
from flows.reading.word.text import flag, paragraphs, text_of, value, within

# The parts of a table that its style can emphasise, with the flags by which a table turns that on.
_FIRST_ROW, _FIRST_COLUMN = ("firstRow", 0x0020), ("firstColumn", 0x0080)
_NO_COLOUR = (None, "", "auto", "ffffff")

# The row and the column in which a cell begins, the cell, and its XML element.
_Placed = tuple[int, int, GridCell, Any]


def is_layout(table: Any) -> bool:
    """Whether a table is only used for page layout: it has one cell, tables within it, or a cell as long as a page."""
    cells = [cell for row in within(table, qn("w:tr")) for cell in within(row, qn("w:tc"))]
    return (
        len(cells) == 1
        or any(sum(1 for _ in inner.iter(qn("w:tc"))) > 1 for cell in cells for inner in within(cell, qn("w:tbl")))
        or any(sum(len(text_of(paragraph)) for paragraph in paragraphs(cell)) > LONGEST_CELL for cell in cells)
    )


def cells_of(table: Any) -> Iterator[Any]:
    """Yield the cells of a table in order."""
    for row in within(table, qn("w:tr")):
        yield from within(row, qn("w:tc"))


def grid_of(table: Any, formats: Any, styles: Styles) -> Grid:
    """Return a table with its headers; `formats` are the emphasised parts by table style (see `formats_of`).

    Headers are what the table repeats on each page, what its style emphasises, or what is bold or coloured.
    """
    rows = list(within(table, qn("w:tr")))
    placed = _placed(rows)
    shows = _shows(table, formats)
    bold = _edges(placed, lambda element: _is_bold(element, styles))
    coloured = _edges(placed, lambda element: _colour(element) not in _NO_COLOUR)
    repeated = sum(1 for _ in takewhile(_is_repeated, rows))
    head_rows = repeated or int(shows(_FIRST_ROW)) or bold[0] or coloured[0]
    head_columns = int(shows(_FIRST_COLUMN)) or bold[1] or coloured[1]
    by_row: list[list[GridCell]] = [[] for _ in rows]
    for row, column, cell, _ in placed:
        is_head = bool(cell.text) and (row < head_rows or column < head_columns)
        by_row[row].append(GridCell(cell.text, is_head, cell.row_span, cell.column_span))
    return Grid(tuple(map(tuple, by_row)), head_rows, head_columns)


def _placed(rows: Sequence[Any]) -> list[_Placed]:
    """Return the cells of all rows with their places; a cell merged with the one above extends that cell."""
    placed: list[_Placed] = []
    above: dict[int, int] = {}  # by column: index of the cell that may continue there
    for number, row in enumerate(rows):
        column = _count(row, "w:trPr", "w:gridBefore", 0)
        if column:
            placed.append((number, 0, GridCell("", column_span=column), row))
        for cell in within(row, qn("w:tc")):
            column_span = _count(cell, "w:tcPr", "w:gridSpan", 1)
            merged = value(cell, "w:tcPr", "w:vMerge")
            if merged is not None and merged != "restart" and column in above:
                first, left, upper, element = placed[above[column]]
                grown = GridCell(upper.text, False, number - first + 1, upper.column_span)
                placed[above[column]] = first, left, grown, element
            else:
                above[column] = len(placed)
                text = " ".join(map(text_of, paragraphs(cell)))
                placed.append((number, column, GridCell(text, column_span=column_span), cell))
                if merged is None:
                    del above[column]
            column += column_span
    return placed


def _edges(placed: Sequence[_Placed], stands_out: Callable[[Any], bool]) -> tuple[int, int]:
    """Return 1 or 0 for the first row and the first column: whether only they stand out from the rest."""
    filled = [(row, column, element) for row, column, cell, element in placed if cell.text.strip()]
    out = {(row, column): stands_out(element) for row, column, element in filled}
    first_row = [is_out for (row, _), is_out in out.items() if row == 0]
    first_column = [is_out for (row, column), is_out in out.items() if column == 0 and row]
    rest = [is_out for (row, column), is_out in out.items() if row and column]
    if not rest or any(rest):
        return 0, 0
    return int(bool(first_row) and all(first_row)), int(bool(first_column) and all(first_column))


def _shows(table: Any, formats: Any) -> Callable[[tuple[str, int]], bool]:
    """Return a function that tells whether a table's style emphasises a part, and the table turns that on."""
    named, look = value(table, "w:tblPr", "w:tblStyle"), table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    shown = set(formats.get(named, ()))

    def shows(part: tuple[str, int]) -> bool:
        name, bit = part
        if look is None or name not in shown:
            return False
        own = look.get(qn(f"w:{name}"))
        try:
            return own in ("1", "true", "on") if own else bool(int(look.get(qn("w:val"), "0"), 16) & bit)
        except ValueError:
            return False

    return shows


def formats_of(styles: Any) -> dict[str, set[str]]:
    """Return the parts of a table that each table style emphasises, by the id of the style."""
    names = {"firstRow": "firstRow", "firstCol": "firstColumn"}
    by_style: dict[str, set[str]] = {}
    for style in styles:
        element = style.element
        if element.get(qn("w:type")) == "table":
            parts = {part.get(qn("w:type")) for part in element.findall(qn("w:tblStylePr")) if len(part)}
            by_style[style.style_id] = {names[part] for part in parts if part in names}
    return by_style


def _is_repeated(row: Any) -> bool:
    return bool(flag(row, "w:trPr", "w:tblHeader"))


def _is_bold(cell: Any, styles: Styles) -> bool:
    runs = [(paragraph, run) for paragraph in paragraphs(cell) for run in paragraph.iter(qn("w:r")) if text_of(run)]
    return bool(runs) and all(is_bold(run, paragraph, styles) for paragraph, run in runs)


def is_bold(run: Any, paragraph: Any, styles: Styles) -> bool:
    """Whether a run is bold, by itself or by the style of its paragraph."""
    own = flag(run, "w:rPr", "w:b")
    style = styles.get(value(paragraph, "w:pPr", "w:pStyle"))
    return own if own is not None else bool(style and style.is_bold)


def _colour(cell: Any) -> str | None:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return None if shade is None else str(shade.get(qn("w:fill"), "")).lower()


def _count(element: Any, properties: str, name: str, least: int) -> int:
    """Return the number of columns stated in a property of an element; `least` if it is missing."""
    stated = value(element, properties, name)
    return least if stated is None else span_count(stated)
