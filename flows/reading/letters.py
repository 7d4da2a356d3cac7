"""The characters of a PDF page in reading order.

Raised or lowered characters do not break lines, and raised footnote marks are left out. `Letters(...)` gives the text
and the position of each of its characters.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.reading.marks import read_raised
from flows.reading.printed import Box, Line

# PDFium writes this character for a hyphen that splits a word at the end of a line.
_HYPHEN = "\x02"
_LINE_END = re.compile(r"\s*[\r\n]\s*")
# The first character of a footnote mark; the longest mark, and the context on either side used to judge it, in
# characters.
_MARK = re.compile(r"[\d*†‡§¶#(\[]")
_LONGEST_MARK = 12
_CONTEXT = 20
# In font sizes: how close neighbouring characters of a line are horizontally and vertically, and the width of a space.
_NEAR = 0.6
_SAME_LINE = 0.7
_SPACE = 0.12
# In font sizes: raised characters are smaller than their neighbours by this factor, and higher by this share. Digits
# that the font itself raises begin this far above the baseline and are at most this high.
_SMALLER = 0.87
_HIGHER = 0.12
_HIGH = 0.17
_LOW = 0.5
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)

NO_MARK, FURNITURE = -1, -2
_ARTIFACT = "Artifact\0".encode("utf-16-le")

# A character and its index on the page.
Letter = tuple[str, int]


class Place(NamedTuple):
    """The position of a character on the page as displayed: the box of its font, and its baseline."""

    left: float
    bottom: float
    right: float
    top: float
    baseline: float

    @property
    def size(self) -> float:
        """The height of the font, at least 0.1."""
        return max(self.top - self.bottom, 0.1)


class Letters:
    """The text of a page with its line ends, and the position of each character of that text."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, count: int) -> None:
        self._layer = layer
        self._rotation = _rotation(page)
        left, bottom, right, top = self._rotated(page.get_bbox())
        self._shown = Box(left, bottom, right, top)
        self._place = cache(self._measure)
        drawn = [(chr(pdfium.FPDFText_GetUnicode(layer.raw, index)), index) for index in range(count)]
        read = list(self._without_marks(list(self._without_false_line_ends(drawn))))
        self.text = _text(read)
        self._indices = [index for _, index in read]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open offsets of the lines in the text; a hyphen at the end of a line belongs to the line."""
        return _lines(self.text)

    def place(self, at: int) -> Place:
        """Return the position of the character at an offset of the text."""
        return self._place(self._indices[at])

    def shows(self, line: Line) -> bool:
        """Whether any part of a line is inside the visible page; some files have printer's notes beside their pages."""
        page = self._shown
        return line.left < page.right and line.right > page.left and line.bottom < page.top and line.top > page.bottom

    def is_bold(self, at: int) -> bool:
        """Whether the character at an offset of the text is bold, judged by the name of its font."""
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._layer, self._indices[at], name, len(name), ctypes.c_int())
        return bool(_BOLD.search(name.value))

    def mark(self, at: int) -> int:
        """Return the marked-content id by which the PDF's tags refer to the character at an offset.

        `NO_MARK` if it has none; `FURNITURE` if the PDF marks it as an artifact, such as a page number.
        """
        drawn = pdfium.FPDFText_GetTextObject(self._layer, self._indices[at])
        if not drawn:
            return NO_MARK
        mark = int(pdfium.FPDFPageObj_GetMarkedContentID(drawn))
        return mark if mark >= 0 else FURNITURE if _is_artifact(drawn) else NO_MARK

    def _measure(self, index: int) -> Place:
        """Compute the position of a character by its index on the page.

        Digits that their font raises get the box of their visible shape.
        """
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._layer, index, x, y)
        place = Place(
            *self._box(index, loose=True), self._rotation.on_point(x.value, y.value)[1] if self._rotation else y.value
        )
        if not chr(pdfium.FPDFText_GetUnicode(self._layer, index)).isdecimal():
            return place
        _, foot, _, head = self._box(index, loose=False)
        is_high = foot - place.baseline > _HIGH * place.size and head - foot < _LOW * place.size
        return place._replace(bottom=foot, top=head, baseline=foot) if is_high else place

    def _box(self, index: int, *, loose: bool) -> tuple[float, float, float, float]:
        return self._rotated(self._layer.get_charbox(index, loose=loose))

    def _rotated(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return self._rotation.on_rect(*box) if self._rotation else box

    def _without_false_line_ends(self, drawn: list[Letter]) -> Iterator[Letter]:
        """Yield characters without the line ends that PDFium inserts around raised or lowered letters."""
        done = 0
        for end in _LINE_END.finditer(_text(drawn)):
            first, last = end.span()
            if not first or last == len(drawn):
                continue
            before, after = self._place(drawn[first - 1][1]), self._place(drawn[last][1])
            if _is_next(before, after) and abs(before.baseline - after.baseline) < _SAME_LINE * max(
                before.size, after.size
            ):
                yield from drawn[done:first]
                if end[0].strip("\r\n") or after.left - before.right > _SPACE * after.size:
                    yield " ", drawn[last][1]
                done = last
        yield from drawn[done:]

    def _without_marks(self, letters: list[Letter]) -> Iterator[Letter]:
        """Yield characters with raised text as `marks.read_raised` returns it: nothing for footnote marks."""
        text, done = _text(letters), 0
        for start, end in _lines(text):
            line = letters[start:end]
            for mark in _MARK.finditer(text, start, end):
                at = mark.start()
                to = self._end_of_raised(line, at - start) + start if at >= done else at
                read_as = read_raised(
                    text[max(start, at - _CONTEXT) : at], text[at:to], text[to : min(end, to + _CONTEXT)]
                )
                if read_as != text[at:to]:
                    yield from letters[done:at]
                    yield from ((char, letters[at][1]) for char in read_as)
                    done = to
        yield from letters[done:]

    def _end_of_raised(self, line: list[Letter], at: int) -> int:
        """Return the end of the run of raised characters that starts at `at`; `at` itself if there is none.

        A character is raised if it is smaller and higher than its neighbour before it or, without one, after it.
        """
        first = self._place(line[at][1])
        back = (line[number] for number in range(at - 1, -1, -1))
        before = next((self._place(index) for char, index in back if not char.isspace()), None)
        if before and not _is_next(before, first):
            before = None
        if before and not _is_raised(first, before):
            return at
        visible = list(
            islice((number for number in range(at, len(line)) if not line[number][0].isspace()), _LONGEST_MARK)
        )
        places = [self._place(line[number][1]) for number in visible]
        base = before or next((place for place in places if _is_raised(first, place)), first)
        length = sum(1 for _ in takewhile(lambda place: _is_raised(place, base), places))
        if not length or (base is not before and not _is_next(places[length - 1], base)):
            return at
        return visible[length - 1] + 1


def _is_artifact(drawn: object) -> bool:
    """Whether a PDF object is marked as an artifact: drawn on the page, but not part of the content."""
    name, size = (ctypes.c_ushort * (len(_ARTIFACT) // 2))(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if pdfium.FPDFPageObjMark_GetName(mark, name, len(_ARTIFACT), size) and bytes(name) == _ARTIFACT:
            return True
    return False


def _text(letters: Iterable[Letter]) -> str:
    return "".join(char for char, _ in letters)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open offsets of the lines; a hyphen at the end of a line belongs to the line."""
    start = 0
    for match in re.finditer(rf"[\r\n]+|{_HYPHEN}", text):
        yield start, match.end() if match[0] == _HYPHEN else match.start()
        start = match.end()
    yield start, len(text)


def _is_next(before: Place, after: Place) -> bool:
    """Whether one character is right of another, with at most a space between them."""
    return -_NEAR < (after.left - before.right) / max(before.size, after.size) < _NEAR


def _is_raised(place: Place, base: Place) -> bool:
    higher = (place.baseline - base.baseline) / base.size
    return place.size < _SMALLER * base.size and _HIGHER < higher < _SAME_LINE


def _rotation(sheet: pypdfium2.PdfPage) -> pypdfium2.PdfMatrix | None:
    """Return the matrix from PDFium's coordinates to those of the displayed page; None if the page is not rotated."""
    angle = sheet.get_rotation()
    if not angle:
        return None
    width, height = sheet.get_size()
    turned = pypdfium2.PdfMatrix().rotate(angle)
    return turned.translate(width if angle in (180, 270) else 0, height if angle in (90, 180) else 0)
