"""Puts into words what a web page shows without text: grades as coloured symbols, quotation marks."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from flows.reading.heads import GRADE

_CELLS = ("td", "th", "dd", "dt")
_PICTURES = etree.XPath(".//img[@alt]|.//*[@aria-label]|.//svg[*[local-name()='title']]|.//*[@title]")
_DRAWN = etree.XPath("//img|//svg|//*[@role='img']")
_FOR_SCREEN_READERS = re.compile(
    r"(?<![a-z])(?:visually[-_]?hidden|sr[-_]?only|screen[-_]?reader(?:[-_]?text)?)(?![a-z])", re.I
)


def say_symbols(tree: HtmlElement) -> None:
    """Replace symbols by the words they stand for. Changes `tree`.

    Applies to cells that show no word, and to symbols anywhere that stand for a grade. `<q>` gets quotation marks.
    """
    for quotation in list(tree.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        quotation.tail = f"”{quotation.tail or ''}"
        quotation.drop_tag()
    for cell in list(tree.iter(*_CELLS)):
        if not _has_word(_visible_text(cell)) and (words := _alternative(cell)):
            for child in list(cell):
                cell.remove(child)
            cell.text = words
    for picture in _DRAWN(tree):
        words = picture.get("alt") or picture.get("aria-label") or ""
        if not GRADE.fullmatch(words) or picture.getparent() is None or _has_word(_visible_text(picture)):
            continue
        if picture.tag in ("img", "svg"):
            picture.tail = f" {words} {picture.tail or ''}"
        else:  # a symbol made of text is replaced by the word
            for child in list(picture):
                picture.remove(child)
            picture.text = words


def _visible_text(cell: HtmlElement) -> str:
    """Return the visible text of an element."""
    if _FOR_SCREEN_READERS.search(cell.get("class", "")) or cell.tag in ("svg", "script", "style"):
        return ""
    parts = [cell.text or ""]
    for child in cell:
        parts += [_visible_text(child), child.tail or ""]
    return "".join(parts)


def _alternative(cell: HtmlElement) -> str:
    """Return what a cell tells people who do not see its symbol, such as text for screen readers."""
    hidden = (element for element in cell.iter("*") if _FOR_SCREEN_READERS.search(element.get("class", "")))
    read_out = [str(element.text_content()) for element in hidden]
    if not any(map(str.strip, read_out)):
        read_out = list(dict.fromkeys(filter(None, map(_description, [*_PICTURES(cell), cell]))))
    return " ".join(" ".join(read_out).split())


def _description(element: HtmlElement) -> str:
    """Return the description of an element: its alt text, its label or its title, or ""."""
    texts = (element.get(name) for name in ("alt", "aria-label", "title"))
    return next((text for text in texts if text), "") or _title(element)


def _title(element: HtmlElement) -> str:
    return next((str(title.text or "") for title in element.iter("title", "{*}title")), "")


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
