"""Cells that span several rows or columns of a table."""

from __future__ import annotations

from lxml.html import HtmlElement

# As trafilatura has it; Word knows 63 columns.
MOST_SPANNED = 100
# In characters: a cell with more is a part of the page, in a table that only lays it out.
LONGEST_CELL = 1_500
_LONGEST_REPEATED = 100


def spanned(value: str | None) -> int:
    """How many rows or columns a cell says that it spans, within bounds; 1 where it says none."""
    return max(1, min(int(value), MOST_SPANNED)) if value and value.isdecimal() else 1


def said_again(text: str) -> str:
    """What a cell that spans rows says in those below its first: a name or a grade is that of each of them.

    A figure is that of all together, and a remark is read once.
    """
    return "" if len(text) > _LONGEST_REPEATED or any(map(str.isdigit, text)) else text


def fill_spans(tree: HtmlElement, most: int) -> bool:
    """Put a cell into each row that one above spans; False where that takes more than so many cells.

    Rows of heads get empty ones: what is below a head is told from what is beside it by that.
    """
    for table in list(tree.iter("table")):
        most -= _fill(table, most)
        if most < 0:
            return False
    return True


def _fill(table: HtmlElement, most: int) -> int:
    """Fill one table up to the row in which there are too many cells; how many were added."""
    added = 0
    above: dict[int, tuple[str, str, int]] = {}  # by column: what a cell says below, the columns it spans, its last row
    group = table
    for number, row in enumerate(table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")):
        if row.getparent() is not group:
            group = row.getparent()
            above.clear()  # no cell reaches out of the part of the table that it is in
        cells = row.xpath("./td|./th")
        heads = number == 0 or group.tag == "thead" or all(cell.tag == "th" for cell in cells)
        column = 0
        for cell in (*cells, None):
            while column in above and above[column][2] >= number:
                text, columns, _ = above[column]
                row.insert(len(row) if cell is None else row.index(cell), _cell(row, text, columns))
                column += spanned(columns)
                added += 1
            if cell is None or added > most:
                break
            columns = cell.get("colspan", "")
            if (rows := spanned(cell.attrib.pop("rowspan", None))) > 1:
                text = "" if heads else said_again(" ".join(str(cell.text_content()).split()))
                above[column] = (text, columns, number + rows - 1)
            column += spanned(columns)
    return added


def _cell(row: HtmlElement, text: str, columns: str) -> HtmlElement:
    cell = row.makeelement("td", colspan=columns or "1")
    cell.text = text
    return cell
