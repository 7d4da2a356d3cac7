"""Make PDF of gold documents: `drawn` by reportlab, in columns, with ruled tables or not; `printed` by Chromium."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import escape

from playwright.sync_api import Page, sync_playwright
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from tests.gold.rendering.pieces import Grid, Piece

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_STYLES = getSampleStyleSheet()
_BODY, _CELL = _STYLES["BodyText"], ParagraphStyle("cell", _STYLES["BodyText"], fontSize=9, leading=11)
_HEAD = ParagraphStyle("head", _CELL, fontName="Helvetica-Bold")
# The lines around the cells of a ruled table.
_RULES = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
# The margin of a page and the space between columns, in points.
_MARGIN, _GUTTER = 50, 20


def drawn(pieces: Sequence[Piece], columns: int, ruled: bool) -> bytes:
    """Return a document drawn by reportlab, with a running head and a number on each page."""
    file = io.BytesIO()
    wide, high = A4
    width = (wide - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    frames = [
        Frame(_MARGIN + number * (width + _GUTTER), _MARGIN, width, high - 2 * _MARGIN, id=f"column{number}")
        for number in range(columns)
    ]
    template = BaseDocTemplate(file, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate("page", frames, onPage=_furniture))
    template.build(list(_flow(pieces, width - 12, ruled)))
    return file.getvalue()


def _furniture(canvas, template) -> None:  # type: ignore[no-untyped-def]
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, A4[1] - 30, "Papers of the day")
    canvas.drawRightString(A4[0] - _MARGIN, 25, f"Page {template.page}")


def _flow(pieces: Sequence[Piece], width: float, ruled: bool) -> Iterator[Flowable]:
    for piece in pieces:
        if piece.grid:
            yield _table(piece.grid, width, ruled)
            yield Spacer(1, 8)
        elif piece.items:
            for number, (level, text) in enumerate(piece.items, 1):
                style = ParagraphStyle("item", _BODY, leftIndent=14 * level, bulletIndent=14 * level - 12)
                yield Paragraph(escape(text), style, bulletText=f"{number}." if piece.ordered else "•")
        elif piece.kind == "heading":
            yield Paragraph(escape(piece.text), _STYLES[f"Heading{piece.level}"])
        else:
            yield Paragraph(escape(piece.text), _BODY)


def _table(grid: Grid, width: float, ruled: bool) -> Table:
    cells: list[list[Paragraph | str]] = []
    spans = []
    for number, row in enumerate(grid.rows):
        style = _HEAD if number < grid.head_rows else _CELL
        line: list[Paragraph | str] = []
        for cell in row:
            if cell.columns > 1:
                spans.append(("SPAN", (len(line), number), (len(line) + cell.columns - 1, number)))
            line += [Paragraph(escape(cell.text), style), *[""] * (cell.columns - 1)]
        cells.append([*line, *[""] * (grid.width - len(line))])
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *spans, *(_RULES if ruled else ())]
    return Table(cells, colWidths=_widths(grid, width), style=look, repeatRows=grid.head_rows)


def _widths(grid: Grid, width: float) -> list[float]:
    """Return the width of each column: what its longest word needs, so that no word is broken, and a part of the rest
    by how much text it has."""
    columns = [[row[column].text for row in grid.rows if column < len(row)] for column in range(grid.width)]
    words = [max((_wide(word) for text in texts for word in text.split()), default=0) + 14 for texts in columns]
    rest = max(0.0, width - sum(words))
    lengths = [sum(map(len, texts)) + 1 for texts in columns]
    return [needed + rest * length / sum(lengths) for needed, length in zip(words, lengths, strict=True)]


def _wide(word: str) -> float:
    return float(stringWidth(word, "Helvetica-Bold", _CELL.fontSize))


def browser() -> str | None:
    """Return the path of Chromium; None if it is not installed."""
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


@contextmanager
def printer() -> Iterator[Page]:
    """Open a page of a browser that prints: offline and without scripts."""
    with sync_playwright() as playwright:
        options = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox", *options])
        try:
            yield started.new_page(java_script_enabled=False, offline=True)
        finally:
            started.close()


def printed(page: Page, html: bytes) -> bytes:
    """Return a web page as Chromium prints it, as PDF."""
    page.set_content(html.decode())
    return page.pdf(format="A4", print_background=True, tagged=True)
