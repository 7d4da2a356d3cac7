"""The tags of a PDF: the tree of elements that programs such as Word and browsers write beside what they draw."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

# A document of three hundred pages has some thirty thousand elements; a tree that is so deep or so large is none.
_MOST_ELEMENTS = 200_000
_MOST_VISITS = 1_000_000
_DEEPEST = 100
_LONGEST_NAME = 64

# The number of a page, and that by which it calls a part of what it draws.
Mark = tuple[int, int]


@dataclass(slots=True)
class Element:
    """One element, named as the standard does ("P", "H1", "Table"), with what is in it by its place there."""

    name: str
    row_span: int = 1
    column_span: int = 1
    kids: dict[int, Element | Mark] = field(default_factory=dict)

    def inside(self) -> Iterator[Element | Mark]:
        """What is in it, in order."""
        return (self.kids[place] for place in sorted(self.kids))

    def elements(self) -> Iterator[Element]:
        """The elements in it, in order."""
        return (kid for kid in self.inside() if isinstance(kid, Element))

    def marks(self) -> Iterator[Mark]:
        """All that is drawn for it, in order."""
        for kid in self.inside():
            if isinstance(kid, Element):
                yield from kid.marks()
            else:
                yield kid

    def has(self, names: frozenset[str]) -> bool:
        """Whether an element of one of these names is in it, however deep."""
        return any(kid.name in names or kid.has(names) for kid in self.elements())


class Tags:
    """Puts the tree of a document together from those of its pages, in which an element has the same place."""

    def __init__(self) -> None:
        self.root: Element | None = Element("Document")
        self._elements = self._visits = 0

    def add(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Add what stands on a page. A tree beyond bounds is given up: `root` is None then."""
        tree = pdfium.FPDF_StructTree_GetForPage(page) if self.root else None
        if not tree or self.root is None:
            return
        try:
            count = pdfium.FPDF_StructTree_CountChildren(tree)
            kids = ((place, pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)) for place in range(count))
            if not all(self._add_element(self.root, place, kid, number, 0) for place, kid in kids if kid):
                self.root = None
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _add_element(self, parent: Element, place: int, raw: Any, page: int, depth: int) -> bool:
        """Add an element and all in it; False where that is too much."""
        element = parent.kids.get(place)
        if not isinstance(element, Element):
            element = parent.kids[place] = _element(raw)
            self._elements += 1
        count = max(0, pdfium.FPDF_StructElement_CountChildren(raw))
        self._visits += count
        if depth > _DEEPEST or self._elements > _MOST_ELEMENTS or self._visits > _MOST_VISITS:
            return False
        for number in range(count):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(raw, number):
                if not self._add_element(element, number, kid, page, depth + 1):
                    return False
            elif (mark := pdfium.FPDF_StructElement_GetChildMarkedContentID(raw, number)) >= 0:
                element.kids[number] = page, mark
        return True


def _element(raw: Any) -> Element:
    name = _name(lambda buffer, size: pdfium.FPDF_StructElement_GetType(raw, buffer, size))
    if name not in ("TH", "TD"):
        return Element(name)
    return Element(name, _span(raw, b"RowSpan"), _span(raw, b"ColSpan"))


def _name(ask: Callable[[Any, int], int]) -> str:
    buffer = ctypes.create_string_buffer(2 * _LONGEST_NAME)
    size = ask(buffer, len(buffer))
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace") if size <= len(buffer) else ""


def _span(raw: Any, name: bytes) -> int:
    """How many rows or columns a cell says that it covers."""
    number = ctypes.c_float()
    for place in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(raw))):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(raw, place)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return max(1, min(int(number.value), 100))
    return 1
