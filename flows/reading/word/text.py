"""The text of an element of a Word document, and the elements that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

# What stands in a paragraph: its text and what shows as white space or a hyphen. All else has no text of its own.
_INLINE = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Where text is not: what was moved away, boxes beside it, how it is spoken, and it all again for older programs.
_NOT_TEXT = {qn("w:moveFrom"), qn("w:del"), qn("w:txbxContent"), qn("w:rt"), FALLBACK}
WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
_OFF = ("0", "false", "off")


def text_of(element: Any) -> str:
    """What is written in an element."""
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
    """The children of a kind, those in controls and other wrappers too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from within(child, tag)


def paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables in it too."""
    for child in element:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
            yield from paragraphs(child)


def value(element: Any, *path: str) -> str | None:
    """What an element further down says, "" if it is there without a value; None where it is not."""
    said = element.find("/".join(map(qn, path)))
    return None if said is None else str(said.get(qn("w:val"), ""))


def flag(element: Any, *path: str) -> bool | None:
    """Whether something is switched on further down; None where nothing is said."""
    said = value(element, *path)
    return None if said is None else said not in _OFF


def number(element: Any, *path: str) -> int | None:
    """The whole number that is said further down; None where there is none."""
    said = value(element, *path)
    return int(said) if said and said.isdecimal() and len(said) < 10 else None
