"""Make Word files of gold documents, with Word's styles, header rows and merged cells: `word_of`."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document as Word
from docx.oxml import OxmlElement

from tests.gold.rendering.pieces import Grid, Piece

# The styles of Word for kinds of pieces, and the deepest level of its lists.
_STYLES = {"quotation": "Intense Quote", "caption": "Caption"}
_DEEPEST = 3


def word_of(pieces: Sequence[Piece], merged: bool) -> bytes:
    """Return a document as a Word file; `merged`: equal cells of tables are merged, as people merge them."""
    file = docx.Document()
    for piece in pieces:
        if piece.grid:
            _add_table(file, piece.grid, merged)
        elif piece.items:
            for level, text in piece.items:
                style = "List Number" if piece.ordered else "List Bullet"
                file.add_paragraph(text, f"{style} {min(level, _DEEPEST)}" if level > 1 else style)
        elif piece.kind == "heading":
            file.add_heading(piece.text, piece.level)
        else:
            file.add_paragraph(piece.text, _STYLES.get(piece.kind))
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _add_table(file: Word, grid: Grid, merged: bool) -> None:
    table = file.add_table(len(grid.rows), grid.width, "Table Grid")
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.merged if merged else grid.rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            if column >= grid.width:
                break
            last = table.cell(min(number + cell.rows, len(grid.rows)) - 1, min(column + cell.columns, grid.width) - 1)
            first = table.cell(number, column)
            (first.merge(last) if first is not last else first).text = cell.text
            covered |= {
                (number + below, column + beside) for below in range(cell.rows) for beside in range(cell.columns)
            }
            column += cell.columns
    for header_row in table.rows[: grid.head_rows]:
        properties = header_row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
