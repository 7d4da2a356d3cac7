"""The same invented article as text, web page, PDF and Word file, and what else tests of reading are made of."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from flows.reading import Document, Reject, list_folder, read_all, select_current
from flows.reading.blocks import Cell
from flows.reading.blocks import Table as BlockTable
from flows.reading.files import _document
from flows.reading.formats import Format
from flows.reading.laying_out import Grid, GridCell, Piece, lay_out
from flows.reading.sidecar import Metadata
from tests.reading.blocks_hold import broken

TITLE = "Regional unit ‘inadequate’ at tackling organised crime"
INVENTED = "This article is invented: real bodies, invented people, invented figures."
# The kinds are those of the text, and `heading`, which text shows as a line of its own.
ARTICLE: Sequence[tuple[str, Sequence[str]]] = (
    ("paragraph", [INVENTED]),
    (
        "paragraph",
        [
            "The East Midlands Special Operations Unit (EMSOU) was judged ‘inadequate’ at tackling serious and "
            "organised crime, while Leicestershire Police was judged ‘outstanding’, HMICFRS said."
        ],
    ),
    (
        "paragraph",
        [
            "Derbyshire Constabulary led 31 disruptions in the year to May 31, 2022, according to the report published "
            "on March 2, 2023. Inspectors found well-trained teams with a clear understanding of anti-social behaviour."
        ],
    ),
    ("heading", ["How the forces did"]),
    ("row", ["Force", "Serious and organised crime"]),
    ("row", ["Nottinghamshire Police", "Adequate"]),
    ("row", ["Lincolnshire Police", "Good"]),
    ("row", ["Northamptonshire Police", "Requires improvement"]),
    ("paragraph", ["Inspectors asked EMSOU to improve how it:"]),
    ("item", ["shares intelligence with forces"]),
    ("item", ["records disruptions of drug dealers"]),
    (
        "paragraph",
        ["Chief Constable Ada Quillfeather, of Derbyshire Constabulary, said: “We welcome the report.”"],
    ),
    (
        "paragraph",
        ["His Majesty’s Inspector of Constabulary Bertram Oxenholt said: “There is more for the unit to do.”"],
    ),
)


def column_heads(table: BlockTable, row: int, column: int) -> list[Cell]:
    """Return the headers of a cell's column, topmost first, then the nearest title row above the cell, if any.

    A header that spans several rows is returned once.
    """
    heads = [table.rows[above][column] for above in range(min(table.head_rows, row))]
    titles = (table.rows[above][0] for above in range(row - 1, table.head_rows - 1, -1) if table.is_title_row(above))
    return list(dict.fromkeys([*heads, *([title] if (title := next(titles, None)) else [])]))


def row_heads(table: BlockTable, row: int, column: int) -> list[Cell]:
    """Return the headers to the left of a cell in its row, leftmost first."""
    return list(dict.fromkeys(table.rows[row][: min(table.head_columns, column)]))


def as_text() -> bytes:
    pieces = [Piece("heading", TITLE, level=1)]
    for kind, parts in groupby(ARTICLE, itemgetter(0)):
        if kind == "row":
            pieces.append(Piece("table", grid=Grid(tuple(tuple(map(GridCell, cells)) for _, cells in parts))))
        else:
            pieces += [Piece(kind, cells[0]) for _, cells in parts]
    return lay_out(pieces)[0].encode()


def as_html(head: str = "", before: str = "", after: str = "") -> bytes:
    """The article as a page, with what may stand in its head and around its text."""
    parts, within = [], ""
    lists = {"row": "table", "item": "ul"}
    for kind, cells in ARTICLE:
        outer = lists.get(kind, "")
        if outer != within:
            parts += [f"</{within}>" if within else "", f"<{outer}>" if outer else ""]
            within = outer
        shown = [escape(cell) for cell in cells]
        parts.append(
            {
                "row": "<tr>" + "".join(f"<td>{cell}</td>" for cell in shown) + "</tr>",
                "item": f"<li>{shown[0]}</li>",
                "heading": f"<h2>{shown[0]}</h2>",
            }.get(kind, f"<p>{shown[0]}</p>")
        )
    body = f"{before}<article><h1>{TITLE}</h1>{''.join(parts)}</article>{after}"
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return page.encode()


def as_docx() -> bytes:
    document = docx.Document()
    document.core_properties.title = TITLE
    document.sections[0].header.paragraphs[0].text = "Draft of the press office"
    document.add_heading(TITLE, 0)
    table: Any = None
    for kind, cells in ARTICLE:
        if kind == "row":
            table = table or document.add_table(0, len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        elif kind == "heading":
            document.add_heading(cells[0], 1)
        else:
            document.add_paragraph(cells[0], "List Bullet" if kind == "item" else None)
    return saved(document)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf() -> bytes:
    """The article on two pages with furniture at their heads and feet."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(TITLE, styles["Title"])]
    rows: list[Sequence[str]] = []
    items: list[Flowable] = []
    for number, (kind, cells) in enumerate([*ARTICLE, ("end", [""])]):
        if rows and kind != "row":
            story.append(Table(rows, colWidths=220))
            rows = []
        if items and kind != "item":
            story.append(ListFlowable(items, bulletType="bullet"))
            items = []
        if kind == "row":
            rows.append(cells)
        elif kind == "item":
            items.append(Paragraph(cells[0], styles["BodyText"]))
        else:
            story.append(Paragraph(cells[0], styles["Heading2" if kind == "heading" else "BodyText"]))
        if number == 2:
            story.append(PageBreak())
    file = io.BytesIO()
    made = SimpleDocTemplate(file, pagesize=A4, title=TITLE)
    made.build(story, onFirstPage=_furniture, onLaterPages=_furniture)
    return file.getvalue()


def _furniture(canvas: Canvas, _: object) -> None:
    canvas.drawString(72, 810, "An inspection of regional units by HMICFRS")
    canvas.drawCentredString(300, 30, f"Page {canvas.getPageNumber()}")


Text = tuple[float, float, str]


def drawn_pdf(*pages: Sequence[Text], size: float = 11, **options: Any) -> bytes:
    """A PDF with each text where it is put: from the left, from the bottom, in points."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for left, bottom, text in page:
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(text: str, left: float = 72, top: float = 700, leading: float = 13) -> list[Text]:
    """Lines one under the other."""
    return [(left, top - leading * number, line) for number, line in enumerate(text.split("\n"))]


def document_of(data: bytes, kind: Format) -> Document:
    """The document that a file of a kind becomes."""
    return _document(data, kind, "report", "report", Metadata())


def read_folder(root: Path) -> tuple[list[Document], list[Reject]]:
    """Every document of a folder that makes claims, and a reject for every other file."""
    listing = list_folder(root)
    documents, rejects = read_all(listing.paths, listing.root)
    newest, older = select_current(documents)
    return newest, [*listing.rejects, *rejects, *older]


def structure(document: Document) -> list[Any]:
    """The blocks of a document: kind, level (of items the marker) and text; of tables heads, caption and rows."""
    assert not list(broken(document))
    shown: list[Any] = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.table:
            caption = document.text[slice(*block.table.caption)] if block.table.caption else None
            rows = [[document.text[cell.start : cell.end] for cell in row] for row in block.table.rows]
            shown.append(("table", block.table.head_rows, block.table.head_columns, caption, rows))
        else:
            shown.append((block.kind, block.marker or block.level, text))
    return shown
