"""The tables and definition lists of a web page; also tells tables of data from tables used for page layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from flows.reading.heads import GRADE, head_columns, head_rows
from flows.reading.inline import text_of
from flows.reading.laying_out import Grid, GridCell
from flows.reading.pairing import is_name
from flows.reading.spans import LONGEST_CELL, MOST_SPANNED, span_count
from flows.reading.table_heads import extended_head_rows, texts_of, titles_of

_BLOCKS_OF_TEXT = ("p", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "figure")
_ARIA_HEADS = ("columnheader", "rowheader")
# In characters: a longer definition is text under a heading.
_LONGEST_PAIR = 300
# A definition of several sentences is text under a heading too, and so is a cell with this many paragraphs of them.
_SENTENCES = re.compile(r"[a-z’”'\")][.?!][’”'\")]*\s+[A-Z‘“'\"].*[.?!][’”'\")]*$")
_PARAGRAPHS_OF_TEXT = 3
# "★ Leadership": a drawn symbol before a name; not a sign that a sentence or a number begins with.
_SIGNED = re.compile(r"(?P<sign>[^\w\s!-/:-@\[-`{-~£€‘’“”–—]{1,2})\s+(?P<name>[^\W\d_].*)")
# A grading scale has at least this many grades.
_FEWEST_IN_SCALE = 4
# In characters: the limit for cells in a table with headers; minutes of meetings set as a table have such long cells.
_LONGEST_UNDER_HEADS = 4 * LONGEST_CELL


def rows_of(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of each row of a table, without those of nested tables."""
    return [row.xpath("./td|./th") for row in table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")]


def places_in(tree: HtmlElement) -> int:
    """Return the number of grid positions in all tables of a page, counting the empty ends of short rows."""
    return sum(_places(rows_of(table)) for table in tree.iter("table"))


def _places(rows: Sequence[Sequence[HtmlElement]]) -> int:
    return len(rows) * max((sum(span_count(cell.get("colspan")) for cell in row) for row in rows), default=0)


def lays_out(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> bool:
    """Whether a table is only used for page layout: it holds blocks of text side by side, not rows of data."""
    cells = [cell for row in rows for cell in row]
    has_heads = any(cell.tag == "th" for cell in cells) or table.find("caption") is not None
    if table.get("role") in ("presentation", "none") or table.find(".//h1") is not None:
        return not has_heads or table.find(".//h1") is not None
    longest = _LONGEST_UNDER_HEADS if has_heads else LONGEST_CELL
    if max(map(len, rows), default=0) < 2 or any(len(cell.text_content()) > longest for cell in cells):
        return True
    if has_heads:
        return any(_is_text(cell) for cell in cells)
    if any(cell.find(".//table") is not None for cell in cells):
        return True
    return len(rows) == 1 and any(sum(1 for _ in cell.iter(*_BLOCKS_OF_TEXT)) > 1 for cell in cells)


def _is_text(cell: HtmlElement) -> bool:
    """Whether a cell is running text: it holds several paragraphs, one of them with several sentences."""
    paragraphs = [text_of(paragraph) for paragraph in cell.iter("p")]
    return len(paragraphs) >= _PARAGRAPHS_OF_TEXT and any(map(_SENTENCES.search, paragraphs))


def grid_of(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]], caption: str) -> Grid:
    """Make a grid of a table of data. If it has no caption, a first row of a single cell becomes the caption."""
    named = table.find("caption")
    caption = text_of(named) if named is not None else caption
    cells = [tuple(_cells(row, _rows_remaining(rows, number))) for number, row in enumerate(rows)]
    if all(cell.row_span == 1 for row in cells for cell in row):
        rows, cells = [row for row in rows if row], [row for row in cells if row]
    titles = titles_of(cells)
    if not caption and len(cells) > 2 and titles[0] and not any(titles[1:]):
        caption, rows, cells = cells[0][0].text, rows[1:], cells[1:]
    texts = texts_of(cells)
    declared = sum(1 for row in rows if row and row[0].getparent().getparent().tag == "thead")
    heads = extended_head_rows(cells, texts, declared or _marked_rows(cells) or _bold_rows(rows) or head_rows(texts))
    return Grid(tuple(cells), heads, _marked_columns(cells[heads:]) or head_columns(texts[heads:]), caption)


def _cells(row: Sequence[HtmlElement], left: int) -> Iterator[GridCell]:
    """Yield the cells of a row; `left` is the number of rows that a cell can still span."""
    for cell in row:
        is_head = cell.tag == "th" or cell.get("role") in _ARIA_HEADS or cell.get("scope") is not None
        row_span = cell.get("rowspan")
        rows = MOST_SPANNED if row_span == "0" else span_count(row_span)
        yield GridCell(text_of(cell), is_head, min(rows, left), span_count(cell.get("colspan")))


def _rows_remaining(rows: Sequence[Sequence[HtmlElement]], number: int) -> int:
    """Return how many rows, counting row `number`, remain in its part of the table (head, body), up to `MOST_SPANNED`.

    No cell may reach out of its part.
    """
    part = rows[number][0].getparent().getparent() if rows[number] else None
    left = 1
    while number + left < len(rows) and left < MOST_SPANNED:
        below = rows[number + left]
        if below and below[0].getparent().getparent() is not part:
            break
        left += 1
    return left


def _marked_rows(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows at the top consist of header cells; 0 if all rows do."""
    count = 0
    for row in rows:
        if not any(cell.is_head for cell in row) or any(cell.text and not cell.is_head for cell in row):
            break
        if len(row) == 1 and len(rows[0]) > 1 and row[0].row_span == 1 and row[0].column_span > 1:
            break  # the title of the rows below it
        count += 1
    return count if count < len(rows) else 0


def _bold_rows(rows: Sequence[Sequence[HtmlElement]]) -> int:
    """Return 1 if all cells of the first row are bold and those of the second are not, else 0."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    first, second = (all(map(is_bold, filter(text_of, row))) for row in rows[:2])
    return int(first and not second)


def is_bold(element: HtmlElement) -> bool:
    """Whether all of an element's text is bold."""
    inner = element
    while True:
        inside = [child for child in inner if child.tag not in ("br", "a") or text_of(child)]
        if len(inside) != 1 or (inner.text or "").strip() or (inside[0].tail or "").strip():
            return False
        inner = inside[0]
        if inner.tag in ("b", "strong"):
            return True


def _marked_columns(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return how many columns at the left consist of header cells."""
    least: int | None = None
    above: dict[int, int] = {}  # by row: how many columns are header cells from rows above
    for number, row in enumerate(rows):
        width = above.pop(number, 0)
        if len(row) == 1 and row[0].column_span > 1:
            continue
        for cell in row:
            if not cell.is_head:
                break
            for below in range(number + 1, number + cell.row_span):
                above[below] = above.get(below, 0) + cell.column_span
            width += cell.column_span
        least = width if least is None else min(least, width)
    return least or 0


def grade_list(items: Sequence[HtmlElement]) -> Grid | None:
    """Read a list whose items each begin with a grade in an element of its own as pairs of grade and text.

    Returns None unless the texts look like names, or the grades are the different grades of a scale being explained;
    otherwise the items are sentences.
    """
    rows: list[tuple[GridCell, GridCell]] = []
    for item in items:
        badge = next(iter(item), None)
        is_grade = badge is not None and not (item.text or "").strip() and GRADE.fullmatch(text_of(badge))
        rest = text_of(item).removeprefix(text_of(badge)).strip() if badge is not None and is_grade else ""
        if badge is None or not rest[:1].isalpha():
            return None
        rows.append((GridCell(text_of(badge), is_head=True), GridCell(rest)))
    named = all(rest.text[0].isupper() for _, rest in rows)
    is_scale = len({grade.text.casefold() for grade, _ in rows}) == len(rows) >= _FEWEST_IN_SCALE
    return Grid(tuple(rows), head_columns=1, form="pairs") if len(rows) > 1 and (named or is_scale) else None


def symbol_list(items: Sequence[HtmlElement]) -> Grid | None:
    """Read a list of names with different symbols ("★ Leadership") as a table of symbols and names, else None."""
    matches = [_SIGNED.fullmatch(text_of(item)) for item in items]
    rows = tuple((GridCell(match["sign"]), GridCell(match["name"])) for match in matches if match)
    named = len(rows) == len(items) and all(is_name(name.text) for _, name in rows)
    return Grid(rows) if named and len({sign.text for sign, _ in rows}) > 1 else None


def pairs_of(names: HtmlElement) -> Grid | None:
    """Read a definition list as names and values; None if the values are running text under headings."""
    pairs: list[tuple[str, str]] = []
    waiting: list[str] = []
    for element in names.xpath("./dt|./dd|./div/dt|./div/dd"):
        text = text_of(element)
        if element.tag == "dt":
            waiting.append(text)
            continue
        if (
            len(text) > _LONGEST_PAIR
            or _SENTENCES.search(text)
            or sum(1 for _ in element.iter(*_BLOCKS_OF_TEXT, "table")) > 1
        ):
            return None
        if waiting:
            pairs += [(name, text) for name in waiting]
            waiting = []
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}; {text}")
    rows = tuple((GridCell(name, is_head=True), GridCell(value)) for name, value in pairs if name or value)
    return Grid(rows, head_columns=1, form="pairs") if rows else None
