"""Finds ruled tables on the pages of a PDF with pdfplumber, and the boxes of their cells."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table, merge_edges
from pdfplumber.utils.geometry import objects_to_bbox

from flows.reading.printed import Box, Grid

# A page with more objects is a drawing or a map; a page with a table has some hundred.
MOST_OBJECTS = 5_000
_MOST_SEGMENTS = 20_000
_MOST_RULES = 400
_DEEPEST = 3
# A table with horizontal rules only has at least this many of the same length; header and footer can have one each.
_LEAST_ACROSS = 3
# In bytes: the longest content stream of a page that is analysed; pdfminer takes some seconds for this much.
_MOST_CONTENT = 1_000_000
# In points: anything no higher is a horizontal rule; rules this close to each other are one, or touch.
_THIN = 2.0
_NEAR = 3.0
# Of 255: lighter colours count as white.
_WHITE = 250

# A straight line as pdfplumber describes it.
Edge = dict[str, Any]


class Drawn(NamedTuple):
    """What is drawn on a page: ruled tables, horizontal rules, and coloured rectangles with their colours."""

    grids: Sequence[Grid]
    rules: Sequence[Box]
    fills: Sequence[tuple[Box, str]]


class RuledTables:
    """Finds the ruled tables of one document."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: PDF | None = None

    def on(self, page: pypdfium2.PdfPage, number: int) -> Drawn:
        """Return what is drawn on page `number`; nothing if the page is a drawing."""
        objects = list(islice(page.get_objects(max_depth=_DEEPEST), MOST_OBJECTS + 1))
        paths = [item for item in objects if item.type == pdfium.FPDF_PAGEOBJ_PATH]
        if len(objects) > MOST_OBJECTS or sum(map(_segments, paths)) > _MOST_SEGMENTS:
            return Drawn([], [], [])
        bounds = [Box(*path.get_bounds()) for path in paths]
        grids = self._grids(number) if _may_be_tables(bounds, page.get_rotation()) else []
        if page.get_rotation():
            return Drawn(grids, [], [])
        rules = [box for box in bounds if box.top - box.bottom <= _THIN < box.right - box.left]
        solid = [(box, path) for box, path in zip(bounds, paths, strict=True) if box.top - box.bottom > _THIN]
        return Drawn(grids, rules, [(box, colour) for box, path in solid if (colour := _colour(path))])

    def _grids(self, number: int) -> Sequence[Grid]:
        """Return the ruled tables of a page; none if pdfplumber cannot read it."""
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data))
            sheet = self._document.pages[number]
            edges = [edge for edge in sheet.edges if edge["orientation"]] if _is_short(sheet) else []
        except MemoryError:
            raise
        except Exception:  # any error: pdfminer cannot read all files that PDFium reads
            return []
        rules = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
        tables: list[Table] = []
        if 0 < len(rules) <= _MOST_RULES:
            frames = list(_frames(rules))
            tables = sheet.find_tables({"explicit_vertical_lines": frames, "explicit_horizontal_lines": frames})
        height = float(sheet.height)
        sheet.close()
        return [[[_box(cell, height) for cell in row.cells] for row in table.rows] for table in tables]


def _may_be_tables(bounds: Sequence[Box], rotation: int) -> bool:
    """Whether a page has vertical lines or boxes, or several horizontal lines of one length; else skip the analysis."""
    turned = rotation in (90, 270)
    if any((box.right - box.left if turned else box.top - box.bottom) > _THIN for box in bounds):
        return True
    ends = ((box.bottom, box.top) if turned else (box.left, box.right) for box in bounds)
    return any(count >= _LEAST_ACROSS for count in Counter((round(start), round(end)) for start, end in ends).values())


def _colour(path: pypdfium2.PdfObject) -> str:
    """Return the colour of a filled path as "#rrggbb"; "" if it is not filled or white."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    shades = [ctypes.c_uint() for _ in range(4)]
    if not mode.value or path.level or not pdfium.FPDFPageObj_GetFillColor(path, *shades):
        return ""
    *colour, opacity = (shade.value for shade in shades)
    return "" if not opacity or min(colour) > _WHITE else "#{:02x}{:02x}{:02x}".format(*colour)


def _is_short(sheet: Page) -> bool:
    return sum(len(stream_value(part).get_data()) for part in sheet.page_obj.contents) <= _MOST_CONTENT


def _segments(path: pypdfium2.PdfObject) -> int:
    return max(0, int(pdfium.FPDFPath_CountSegments(path)))


def _box(cell: tuple[float, float, float, float] | None, height: float) -> Box | None:
    return Box(cell[0], height - cell[3], cell[2], height - cell[1]) if cell else None


def _frames(rules: Sequence[Edge]) -> Iterator[Edge]:
    """Yield the sides of a frame around each group of touching rules in both directions: not every table has one.

    Separate horizontal rules of the same length are treated as a table too.
    """
    groups: list[list[Edge]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    alone = [group[0] for group in groups if len(group) == 1 and group[0]["orientation"] == "h"]
    stacks = [[other for other in alone if _is_as_long(rule, other)] for rule in alone]
    both_ways = [group for group in groups if len({rule["orientation"] for rule in group}) > 1]
    for group in [*both_ways, *(stack for stack in stacks if len(stack) >= _LEAST_ACROSS)]:
        left, top, right, bottom = objects_to_bbox(group)
        yield from (_side(left, y, right, y) for y in (top, bottom))
        yield from (_side(x, top, x, bottom) for x in (left, right))


def _is_as_long(rule: Edge, other: Edge) -> bool:
    return all(abs(rule[side] - other[side]) <= _NEAR for side in ("x0", "x1"))


def _touch(rule: Edge, other: Edge) -> bool:
    sides = (("x0", "x1"), ("top", "bottom"))
    return all(rule[first] <= other[last] + _NEAR and other[first] <= rule[last] + _NEAR for first, last in sides)


def _side(left: float, top: float, right: float, bottom: float) -> Edge:
    size = {"width": right - left, "height": bottom - top}
    return {"object_type": "line", "x0": left, "top": top, "x1": right, "bottom": bottom, **size}
