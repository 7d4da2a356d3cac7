"""The characters of a page of PDF as they are to be read: raised ones part no line, and as marks they are left out."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.reading.marks import shown
from flows.reading.printed import Box, Line

# PDFium's character for a hyphen between letters with which a line ends.
_HYPHEN = "\x02"
_LINE_END = re.compile(r"\s*[\r\n]\s*")
# What a mark begins with, how long it is at most, and how much of the line around it tells what it is.
_MARK = re.compile(r"[\d*†‡§¶#(\[]")
_LONGEST = 12
_AROUND = 20
# In sizes of the letters: how near each other those of one line are, across and in height, and what is a space.
_NEAR = 0.6
_SAME_LINE = 0.7
_SPACE = 0.12
# How much smaller and higher than those beside it a raised one is; and a digit that its font raises: how far above its
# line it begins, and how high it is.
_SMALLER = 0.87
_HIGHER = 0.12
_HIGH = 0.17
_LOW = 0.5
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)

NO_MARK, FURNITURE = -1, -2
_ARTIFACT = "Artifact\0".encode("utf-16-le")

# A character, and which one of the page it is.
Letter = tuple[str, int]


class Place(NamedTuple):
    """Where a character stands on the page as it is shown: the box of its font, and its line."""

    left: float
    bottom: float
    right: float
    top: float
    baseline: float

    @property
    def size(self) -> float:
        """How high the letters of its font are."""
        return max(self.top - self.bottom, 0.1)


class Letters:
    """The text of a page, with the ends of its lines, and where each character of it stands."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, count: int) -> None:
        self._layer = layer
        self._turn = _turn(page)
        left, bottom, right, top = self._turned(page.get_bbox())
        self._shown = Box(left, bottom, right, top)
        self._place = cache(self._find)
        drawn = [(chr(pdfium.FPDFText_GetUnicode(layer.raw, index)), index) for index in range(count)]
        read = list(self._without_marks(list(self._in_lines(drawn))))
        self.text = _text(read)
        self._indices = [index for _, index in read]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Where the lines are; a hyphen at the end of one is a part of it."""
        return _lines(self.text)

    def place(self, at: int) -> Place:
        """Where a character of the text stands."""
        return self._place(self._indices[at])

    def shows(self, line: Line) -> bool:
        """Whether any of a line is on the page: some files have notes of the printer's beside their pages."""
        page = self._shown
        return line.left < page.right and line.right > page.left and line.bottom < page.top and line.top > page.bottom

    def is_bold(self, at: int) -> bool:
        """Whether a character of the text is in bold letters."""
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._layer, self._indices[at], name, len(name), ctypes.c_int())
        return bool(_BOLD.search(name.value))

    def mark(self, at: int) -> int:
        """By what number tags call what a character is a part of; `NO_MARK` where they call it nothing.

        `FURNITURE` where it is said to be no part of what the document says, such as the number of a page.
        """
        drawn = pdfium.FPDFText_GetTextObject(self._layer, self._indices[at])
        if not drawn:
            return NO_MARK
        mark = int(pdfium.FPDFPageObj_GetMarkedContentID(drawn))
        return mark if mark >= 0 else FURNITURE if _is_artifact(drawn) else NO_MARK

    def _find(self, index: int) -> Place:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._layer, index, x, y)
        place = Place(
            *self._box(index, loose=True), self._turn.on_point(x.value, y.value)[1] if self._turn else y.value
        )
        if not chr(pdfium.FPDFText_GetUnicode(self._layer, index)).isdecimal():
            return place
        _, foot, _, head = self._box(index, loose=False)
        is_high = foot - place.baseline > _HIGH * place.size and head - foot < _LOW * place.size
        return place._replace(bottom=foot, top=head, baseline=foot) if is_high else place

    def _box(self, index: int, *, loose: bool) -> tuple[float, float, float, float]:
        return self._turned(self._layer.get_charbox(index, loose=loose))

    def _turned(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return self._turn.on_rect(*box) if self._turn else box

    def _in_lines(self, drawn: list[Letter]) -> Iterator[Letter]:
        """Characters without the line ends that PDFium sees where letters are raised or lowered."""
        done = 0
        for end in _LINE_END.finditer(_text(drawn)):
            first, last = end.span()
            if not first or last == len(drawn):
                continue
            one, other = self._place(drawn[first - 1][1]), self._place(drawn[last][1])
            if _is_next(one, other) and abs(one.baseline - other.baseline) < _SAME_LINE * max(one.size, other.size):
                yield from drawn[done:first]
                if end[0].strip("\r\n") or other.left - one.right > _SPACE * other.size:
                    yield " ", drawn[last][1]
                done = last
        yield from drawn[done:]

    def _without_marks(self, letters: list[Letter]) -> Iterator[Letter]:
        """Characters with raised ones, where they can be marks, read as what they are."""
        text, done = _text(letters), 0
        for start, end in _lines(text):
            line = letters[start:end]
            for mark in _MARK.finditer(text, start, end):
                at = mark.start()
                to = self._end_of_raised(line, at - start) + start if at >= done else at
                read_as = shown(text[max(start, at - _AROUND) : at], text[at:to], text[to : min(end, to + _AROUND)])
                if read_as != text[at:to]:
                    yield from letters[done:at]
                    yield from ((char, letters[at][1]) for char in read_as)
                    done = to
        yield from letters[done:]

    def _end_of_raised(self, line: list[Letter], at: int) -> int:
        """Where what is raised from a character on ends: there, unless it is higher than the one before or after it."""
        first = self._place(line[at][1])
        back = (line[number] for number in range(at - 1, -1, -1))
        before = next((self._place(index) for char, index in back if not char.isspace()), None)
        if before and not _is_next(before, first):
            before = None
        if before and not _is_raised(first, before):
            return at
        seen = list(islice((number for number in range(at, len(line)) if not line[number][0].isspace()), _LONGEST))
        places = [self._place(line[number][1]) for number in seen]
        base = before or next((place for place in places if _is_raised(first, place)), first)
        length = sum(1 for _ in takewhile(lambda place: _is_raised(place, base), places))
        if not length or (base is not before and not _is_next(places[length - 1], base)):
            return at
        return seen[length - 1] + 1


def _is_artifact(drawn: object) -> bool:
    name, size = (ctypes.c_ushort * (len(_ARTIFACT) // 2))(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if pdfium.FPDFPageObjMark_GetName(mark, name, len(_ARTIFACT), size) and bytes(name) == _ARTIFACT:
            return True
    return False


def _text(letters: Iterable[Letter]) -> str:
    return "".join(char for char, _ in letters)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines are; a hyphen at the end of one is a part of it."""
    start = 0
    for match in re.finditer(rf"[\r\n]+|{_HYPHEN}", text):
        yield start, match.end() if match[0] == _HYPHEN else match.start()
        start = match.end()
    yield start, len(text)


def _is_next(one: Place, other: Place) -> bool:
    """Whether a character stands to the right of another one, with a space between them or none."""
    return -_NEAR < (other.left - one.right) / max(one.size, other.size) < _NEAR


def _is_raised(place: Place, base: Place) -> bool:
    higher = (place.baseline - base.baseline) / base.size
    return place.size < _SMALLER * base.size and _HIGHER < higher < _SAME_LINE


def _turn(sheet: pypdfium2.PdfPage) -> pypdfium2.PdfMatrix | None:
    """From where PDFium says that something is to where it is on the page as it is shown, if that is turned."""
    angle = sheet.get_rotation()
    if not angle:
        return None
    width, height = sheet.get_size()
    turned = pypdfium2.PdfMatrix().rotate(angle)
    return turned.translate(width if angle in (180, 270) else 0, height if angle in (90, 180) else 0)
