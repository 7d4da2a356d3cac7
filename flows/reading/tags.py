"""The tags of a PDF: the tree of elements that programs such as Word and browsers write beside what they draw."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

# A document of 300 pages has about 30,000 elements; a larger or deeper tree is taken for broken.
_MOST_ELEMENTS = 200_000
_MOST_VISITS = 1_000_000
_DEEPEST = 100
_LONGEST_NAME = 64

# The number of a page, and the marked-content id of something drawn on it.
Mark = tuple[int, int]


@dataclass(slots=True)
class Element:
    """One element of the tree, with its name in the PDF standard ("P", "H1", "Table").

    `kids` holds its child elements and its marks, by their position in the element.
    """

    name: str
    row_span: int = 1
    column_span: int = 1
    kids: dict[int, Element | Mark] = field(default_factory=dict)

    def inside(self) -> Iterator[Element | Mark]:
        """Return the child elements and marks in order."""
        return (self.kids[place] for place in sorted(self.kids))

    def elements(self) -> Iterator[Element]:
        """Return the child elements in order."""
        return (kid for kid in self.inside() if isinstance(kid, Element))

    def marks(self) -> Iterator[Mark]:
        """Yield the marks of everything drawn for the element and its descendants, in order."""
        for kid in self.inside():
            if isinstance(kid, Element):
                yield from kid.marks()
            else:
                yield kid

    def has(self, names: frozenset[str]) -> bool:
        """Whether any descendant has one of these names."""
        return any(kid.name in names or kid.has(names) for kid in self.elements())


class Tags:
    """Builds the tag tree of a document by merging the trees of its pages.

    An element has the same position in the tree of each page that it is on.

    `root` is the tree so far, or None once it has become too large or too deep to use.
    """

    def __init__(self) -> None:
        self.root: Element | None = Element("Document")
        self._elements = self._visits = 0

    def add(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Add the elements and marks of page `number`."""
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
        """Add an element and its descendants; return False if the tree becomes too large or too deep."""
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
    """Return how many rows or columns a cell element says it spans, from 1 to 100."""
    number = ctypes.c_float()
    for place in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(raw))):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(raw, place)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return max(1, min(int(number.value), 100))
    return 1
