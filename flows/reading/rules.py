"""The straight lines that a page of a PDF draws, by PDFium: what borders and grounds of table cells are made of."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from flows.reading.printed import Rule, Rules

# A page with more is a drawing or a map; a table of a page has some hundred, and all tables of a report some thousand.
MOST_OBJECTS = 5_000
MOST_OBJECTS_OF_A_DOCUMENT = 200_000
_MOST_SEGMENTS = 500
_MOST_RULES = 400
_DEEPEST = 3
# In points: what is so thin is a line, what is so near is the same line or touches it, what is so short is none.
_THIN = 2.0
NEAR = 2.0
_SHORT = 5.0

Point = tuple[float, float]


class RuleReader:
    """Finds the rules of the pages of one document, until it has looked at too much."""

    def __init__(self) -> None:
        self._left = MOST_OBJECTS_OF_A_DOCUMENT
        self._left_on_page = MOST_OBJECTS

    def rules(self, page: pypdfium2.PdfPage) -> Rules:
        """The rules of a page; none of one that is a drawing."""
        count = pdfium.FPDFPage_CountObjects(page.raw)
        if not 0 < count <= min(MOST_OBJECTS, self._left):
            return Rules()
        self._left_on_page = MOST_OBJECTS
        across: list[Rule] = []
        down: list[Rule] = []
        objects = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
        for (x1, y1), (x2, y2) in self._edges(objects, pypdfium2.PdfMatrix(), 0):
            if abs(y1 - y2) <= _THIN and abs(x1 - x2) >= _SHORT:
                across.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
            elif abs(x1 - x2) <= _THIN and abs(y1 - y2) >= _SHORT:
                down.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        rules = Rules(_merged(across), _merged(down))
        return rules if len(rules.across) + len(rules.down) <= _MOST_RULES else Rules()

    def _edges(
        self, objects: Iterable[ctypes.c_void_p], matrix: pypdfium2.PdfMatrix, depth: int
    ) -> Iterator[tuple[Point, Point]]:
        for item in objects:
            if self._left_on_page <= 0:
                return
            self._left -= 1
            self._left_on_page -= 1
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH and _is_drawn(item):
                yield from _edges_of(item, _matrix_of(item).multiply(matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS)
                within = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
                yield from self._edges(within, _matrix_of(item).multiply(matrix), depth + 1)


def _is_drawn(path: ctypes.c_void_p) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _matrix_of(item: ctypes.c_void_p) -> pypdfium2.PdfMatrix:
    raw = pdfium.FS_MATRIX()
    return pypdfium2.PdfMatrix.from_raw(raw) if pdfium.FPDFPageObj_GetMatrix(item, raw) else pypdfium2.PdfMatrix()


def _edges_of(path: ctypes.c_void_p, matrix: pypdfium2.PdfMatrix) -> Iterator[tuple[Point, Point]]:
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    before: Point = (0.0, 0.0)
    first: Point = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        before = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, first
            before = first


def _merged(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules of one line that touch as one rule; those that are as good as on one line count as on it."""
    lines: dict[float, list[Rule]] = defaultdict(list)
    at = float("-inf")
    for rule in sorted(rules, key=lambda rule: rule.at):
        at = at if rule.at - at <= NEAR else rule.at
        lines[at].append(rule)
    found: list[Rule] = []
    for at, parts in lines.items():
        parts.sort(key=lambda part: part.start)
        start, end = parts[0].start, parts[0].end
        for part in parts[1:]:
            if part.start > end + NEAR:
                found.append(Rule(at, start, end))
                start = part.start
            end = max(end, part.end)
        found.append(Rule(at, start, end))
    return tuple(found)
