"""A PDF file: the text layer by PDFium, its lines put together as `lines` does. Runs in the process apart."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from flows.reading.errors import ReadingError
from flows.reading.lines import blocks_of
from flows.reading.page import Page, lay_out, page
from flows.reading.printed import Cell, Line, Sheet, without_hyphen
from flows.reading.ruled import RuledTables
from flows.reading.sidecar import from_page

# The longest inspection reports have some three hundred pages.
MOST_PAGES = 1_000
# A page of small print has some ten thousand.
MOST_CHARACTERS_ON_A_PAGE = 100_000

# PDFium's character for a hyphen between letters with which a line ends.
_HYPHEN = "\x02"
# In sizes of the letters: how much higher or lower than the one before it a word is in another cell, so far from it.
_OTHER_HEIGHT = 0.3
_OTHER_CELL = 0.6
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)
# Titles that programs make up.
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - |.*\.(?:docx?|pptx?|xlsx?|pdf|indd|qxd)$", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read(data: bytes) -> Page:
    """The text of every page in reading order, and the title. Raises `ReadingError`."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise ReadingError("too-complex", f"has {len(document):,} pages, at most {MOST_PAGES:,} are read")
            tables = RuledTables(data)
            pages = [_sheet(document, number, tables) for number in range(len(document))]
            title = _title(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError("encrypted", "opens with a password only: save it without one") from None
        raise ReadingError("malformed", "is not a PDF file, or a damaged one") from None
    if not any(sheet.lines for sheet in pages):
        raise ReadingError("image-only", "has no text layer: its pages are pictures, or empty")
    metadata = from_page(title=None if _NO_TITLE.match(title) else title)
    return page(lay_out(blocks_of(pages)), metadata)


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        title: str = document.get_metadata_value("Title")
    except UnicodeDecodeError:  # half of a pair of surrogates
        return ""
    return title


def _sheet(document: pypdfium2.PdfDocument, number: int, tables: RuledTables) -> Sheet:
    sheet = document[number]
    layer = sheet.get_textpage()
    count = layer.count_chars()
    if count > MOST_CHARACTERS_ON_A_PAGE:
        raise ReadingError("too-complex", f"has {count:,} characters on page {number + 1}")
    raw = layer.raw
    codes = [pdfium.FPDFText_GetUnicode(raw, index) for index in range(count)]
    text = "".join(map(chr, codes))
    height = sheet.get_height()
    turn = _turn(sheet)
    found = [line for start, end in _slices(text) for line in _split(layer, text, start, end, height, turn)]
    grids = tables.on(sheet, number) if found else []
    layer.close()
    sheet.close()
    return Sheet(found, grids)


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines are that PDFium sees; a hyphen at the end of a line is a part of it."""
    start = 0
    for match in re.finditer(rf"[\r\n]+|{_HYPHEN}", text):
        yield start, match.end() if match[0] == _HYPHEN else match.start()
        start = match.end()
    yield start, len(text)


def _turn(sheet: pypdfium2.PdfPage) -> pypdfium2.PdfMatrix:
    """From where PDFium says that something is to where it is on the page as it is shown."""
    angle = sheet.get_rotation()
    width, height = sheet.get_size()
    turned = pypdfium2.PdfMatrix().rotate(angle)
    return turned.translate(width if angle in (180, 270) else 0, height if angle in (90, 180) else 0)


def _split(
    layer: pypdfium2.PdfTextPage, text: str, start: int, end: int, height: float, turn: pypdfium2.PdfMatrix
) -> Iterator[Line]:
    """A line with a cell for each word; more than one line where a word goes back or stands at another height."""
    cells: list[Cell] = []
    box = (0.0, 0.0, 0.0, 0.0)
    first = start
    for word in re.finditer(r"\S+", text[start:end]):
        at, to = start + word.start(), start + word.end()
        left, bottom, _, top = turn.on_rect(*layer.get_charbox(at, loose=True))
        right = turn.on_rect(*layer.get_charbox(to - 1, loose=True))[2]
        size = max(top - bottom, 0.1)
        shown = _whole(word[0]).translate(_LIGATURES)
        if cells and _is_apart(left - cells[-1].right, abs(bottom - box[1]), size):
            yield _line(layer, cells, box, first, at - 1, height)
            cells = []
        if not cells:
            box, first = (left, bottom, right, top), at
        cells.append(Cell(shown, left, right))
    if cells:
        yield _line(layer, cells, box, first, end - 1, height)


def _whole(text: str) -> str:
    """Text as PDFium gives it, with each pair of surrogates as the one character that it stands for."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_apart(space: float, rise: float, size: float) -> bool:
    """Whether a word is of another line: it goes back, or stands higher or lower, and less suffices in a table."""
    return space < -size or rise > size or (rise > _OTHER_HEIGHT * size and space > _OTHER_CELL * size)


def _line(
    layer: pypdfium2.PdfTextPage,
    cells: list[Cell],
    box: tuple[float, float, float, float],
    first: int,
    last: int,
    height: float,
) -> Line:
    text, hyphen = without_hyphen(cells[-1].text)
    cells = [*cells[:-1], replace(cells[-1], text=text)]
    return Line(
        cells=tuple(cells),
        bottom=box[1],
        top=box[3],
        height=height,
        hyphen=hyphen,
        bold_start=_is_bold(layer, first),
        bold_end=_is_bold(layer, last),
    )


def _is_bold(layer: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(layer, index, name, len(name), ctypes.c_int())
    return bool(_BOLD.search(name.value))
