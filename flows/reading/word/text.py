"""Reads text and property values from the XML elements of a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

# Elements that show as white space or a hyphen in a paragraph. Apart from these, only `w:t` has text of its own.
_INLINE = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Elements whose text is not read: deleted or moved text, text boxes, phonetic guides, and copies for older programs.
_NOT_TEXT = {qn("w:moveFrom"), qn("w:del"), qn("w:txbxContent"), qn("w:rt"), FALLBACK}
WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
_OFF = ("0", "false", "off")


def text_of(element: Any) -> str:
    """Return the text of an element."""
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _INLINE:
            parts.append(_INLINE[child.tag])
        elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
            parts.append(text_of(child))
    return "".join(parts)


def within(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children with a tag, looking into content controls and other wrappers."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from within(child, tag)


def paragraphs(element: Any) -> Iterator[Any]:
    """Yield the paragraphs of a cell, including those of nested tables."""
    for child in element:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
            yield from paragraphs(child)


def value(element: Any, *path: str) -> str | None:
    """Return the `w:val` of the element at a path: "" if it has none, None if there is no such element."""
    found = element.find("/".join(map(qn, path)))
    return None if found is None else str(found.get(qn("w:val"), ""))


def flag(element: Any, *path: str) -> bool | None:
    """Return whether the switch at a path is on; None if it is not there."""
    stated = value(element, *path)
    return None if stated is None else stated not in _OFF


def number(element: Any, *path: str) -> int | None:
    """Return the whole number at a path; None without one."""
    stated = value(element, *path)
    return int(stated) if stated and stated.isdecimal() and len(stated) < 10 else None
