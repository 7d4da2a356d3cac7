"""Reads a PDF file: PDFium gives the text layer, `tagged` or `lines` gives it structure. Runs in the worker process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from flows.reading.cards import with_cards
from flows.reading.errors import ReadingError
from flows.reading.laying_out import lay_out
from flows.reading.letters import FURNITURE, NO_MARK, Letters, Place
from flows.reading.lines import pieces_of
from flows.reading.page import Page, own_title, page
from flows.reading.printed import Cell, Line, Sheet, without_hyphen
from flows.reading.ruled import RuledTables
from flows.reading.sidecar import from_page
from flows.reading.tagged import pieces_of_tags
from flows.reading.tags import Tags

# The longest inspection reports have about 300 pages.
MOST_PAGES = 1_000
# A page of small print has about 10,000 characters.
MOST_CHARACTERS_ON_A_PAGE = 100_000

# In font sizes: a word this much higher or lower than the line, and this far from the word before it, is in another
# cell.
_OTHER_HEIGHT = 0.3
_OTHER_CELL = 0.6
_LETTER = re.compile(r"[^\W_]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read(data: bytes) -> Page:
    """Read the text of all pages in reading order, and the title. Raises `ReadingError`."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise ReadingError("too-complex", f"has {len(document):,} pages, at most {MOST_PAGES:,} are read")
            tags = Tags() if pdfium.FPDFCatalog_IsTagged(document) else None
            pages = [_sheet(document, number, tags) for number in range(len(document))]
            title = _title(document)
            if not any(sheet.lines for sheet in pages):
                raise ReadingError("image-only", "has no text layer: its pages are images or empty")
            pieces = pieces_of_tags(tags.root, pages) if tags and tags.root else None
            if pieces is None:
                pieces = pieces_of(list(_with_tables(document, data, pages)))
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError("encrypted", "is protected by a password: save it without one") from None
        raise ReadingError("malformed", "is not a PDF file, or is damaged") from None
    text, blocks = lay_out(with_cards(pieces))
    return page(text, from_page(title=own_title(title, text, blocks)), blocks)


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        title: str = document.get_metadata_value("Title")
    except UnicodeDecodeError:  # half of a pair of surrogates
        return ""
    return title


def _sheet(document: pypdfium2.PdfDocument, number: int, tags: Tags | None) -> Sheet:
    """Read the lines of a page, and add its tags to `tags` if the PDF is tagged."""
    page = document[number]
    layer = page.get_textpage()
    count = layer.count_chars()
    if count > MOST_CHARACTERS_ON_A_PAGE:
        raise ReadingError("too-complex", f"has {count:,} characters on page {number + 1}")
    letters = Letters(page, layer, count)
    height = page.get_height()
    drawn = (line for start, end in letters.lines() for line in _split(letters, start, end, height, tags is not None))
    lines = [line for line in drawn if letters.shows(line)]
    if tags:
        tags.add(page, number)
    layer.close()
    page.close()
    return Sheet(lines)


def _with_tables(document: pypdfium2.PdfDocument, data: bytes, pages: Sequence[Sheet]) -> Iterator[Sheet]:
    """Yield pages together with the ruled tables, rules and coloured areas drawn on them."""
    tables = RuledTables(data)
    for number, sheet in enumerate(pages):
        if not sheet.lines:
            yield sheet
            continue
        page = document[number]
        drawn = tables.on(page, number)
        yield replace(sheet, grids=drawn.grids, rules=drawn.rules, fills=drawn.fills)
        page.close()


def _split(letters: Letters, start: int, end: int, height: float, tagged: bool) -> Iterator[Line]:
    """Yield a line with a cell for each word; several lines if a word goes back to the left or is at another height."""
    cells: list[Cell] = []
    places: list[Place] = []
    for word in re.finditer(r"\S+", letters.text[start:end]):
        at, to = start + word.start(), start + word.end()
        mark = letters.mark(at) if tagged else NO_MARK
        if mark == FURNITURE:
            continue
        place, right = letters.place(at), letters.place(to - 1).right
        text = _without_surrogates(word[0]).translate(_LIGATURES)
        if places and _is_apart(place.left - cells[-1].right, abs(place.bottom - places[0].bottom), place.size):
            yield _line(cells, places, height)
            cells, places = [], []
        places.append(place)
        cells.append(Cell(text, place.left, right, letters.is_bold(at), mark=mark))
    if cells:
        yield _line(cells, places, height)


def _without_surrogates(text: str) -> str:
    """Return text from PDFium with each surrogate pair replaced by the character that it stands for."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_apart(space: float, rise: float, size: float) -> bool:
    """Whether a word starts another line: it goes back, or is higher or lower (after a wide gap, only slightly)."""
    return space < -size or rise > size or (rise > _OTHER_HEIGHT * size and space > _OTHER_CELL * size)


def _line(cells: list[Cell], places: list[Place], height: float) -> Line:
    """Make a line of words.

    Its vertical extent is that of the first word with letters, whose weight also applies to words of symbols only.
    """
    named = [number for number, cell in enumerate(cells) if _LETTER.search(cell.text)] or [0]
    place, bold = places[named[0]], cells[named[0]].bold
    cells = [cell if number in named else replace(cell, bold=bold) for number, cell in enumerate(cells)]
    text, hyphen = without_hyphen(cells[-1].text)
    cells[-1] = replace(cells[-1], text=text)
    return Line(
        cells=tuple(cells),
        bottom=place.bottom,
        top=place.top,
        height=height,
        hyphen=hyphen,
        bold_start=cells[0].bold,
        bold_end=cells[-1].bold,
    )
