"""Reads a Word document with python-docx: headings, paragraphs, lists and tables. Runs in the worker process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from flows.reading.captions import with_captions_and_headers
from flows.reading.laying_out import Piece, lay_out
from flows.reading.page import Page, own_title, page
from flows.reading.sidecar import from_page
from flows.reading.word.lists import Lists
from flows.reading.word.package import plain_copy
from flows.reading.word.shown import keep_what_shows
from flows.reading.word.styles import PLAIN, Style, Styles, list_place, outline_level, styles_of
from flows.reading.word.tables import cells_of, formats_of, grid_of, is_bold, is_layout
from flows.reading.word.text import WRAPPERS, text_of, value

# A bullet typed as text.
_BULLET = re.compile(r"[•●▪◦‣·∙\uf0b7\uf0a7–—*-]\s+(?=\S)")
# A bold paragraph counts as a heading if it is no longer than this and not a sentence; its level is below styled
# headings.
_LONGEST_HEADING = 100
_NO_HEADING = re.compile(r".*[.,;:!?]$|\W*$", re.DOTALL)
_BOLD_LEVEL = 5


def read(data: bytes) -> Page:
    """Read the text and the title of a document. Its creation date is not used: it is not that of publication."""
    document = docx.Document(plain_copy(data))
    body = document.element.body
    keep_what_shows(body, document.styles)
    text, blocks = lay_out(with_captions_and_headers(_Reader(document).pieces(body)))
    return page(text, from_page(title=own_title(document.core_properties.title, text, blocks)), blocks)


class _Reader:
    """Makes pieces of the elements of one document, in their order."""

    def __init__(self, document: Any) -> None:
        used = {style.get(qn("w:val")) for style in document.element.body.iter(qn("w:pStyle"))}
        self._styles: Styles = styles_of(document.styles, used)
        self._formats = formats_of(document.styles)
        self._lists = Lists(document)

    def pieces(self, parent: Any) -> Iterator[Piece]:
        """Yield the pieces of what is in an element."""
        for child in parent:
            if child.tag == qn("w:p"):
                style = self._styles.get(value(child, "w:pPr", "w:pStyle"), PLAIN)
                if style.is_read:
                    yield self._paragraph(child, style)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in WRAPPERS:
                yield from self.pieces(child)

    def _paragraph(self, paragraph: Any, style: Style) -> Piece:
        """Make a piece of a paragraph, judging by outline level, style, list, typed bullet and bold text, in order."""
        text = text_of(paragraph)
        level, place = outline_level(paragraph), list_place(paragraph)
        if level or style.kind in ("heading", "caption"):
            return Piece("caption", text) if style.kind == "caption" else Piece("heading", text, level or style.level)
        place = style.place if place is None else place
        if place and place[0]:
            return Piece("item", text, max(place[1] + 1, style.level), self._lists.marker(place))
        if style.kind == "item":
            return Piece("paragraph", text) if place else Piece("item", text, style.level)
        if style.kind == "paragraph" and (bullet := _BULLET.match(text.lstrip())):
            return Piece("item", text.lstrip()[bullet.end() :], 1)
        if style.kind == "paragraph" and self._is_heading(paragraph, text):
            return Piece("heading", text, _BOLD_LEVEL)
        return Piece(style.kind, text)

    def _is_heading(self, paragraph: Any, text: str) -> bool:
        """Whether a paragraph without a heading style looks like a heading: short, bold and not a sentence."""
        if len(text) > _LONGEST_HEADING or _NO_HEADING.fullmatch(text.strip()):
            return False
        runs = [run for run in paragraph.iter(qn("w:r")) if text_of(run).strip()]
        return bool(runs) and all(is_bold(run, paragraph, self._styles) for run in runs)

    def _table(self, table: Any) -> Iterator[Piece]:
        """Yield a table, or the pieces of its cells if the table is only used for layout."""
        grid = None if is_layout(table) else grid_of(table, self._formats, self._styles)
        if grid:
            yield Piece("table", grid=grid)
        else:
            for cell in cells_of(table):
                yield from self.pieces(cell)
