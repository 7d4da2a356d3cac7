"""What a web page shows by other means than text, said in words: grades as coloured symbols, quotation marks, tabs."""

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
    """Put words in place of symbols: in a cell that shows no word, and anywhere a symbol that stands for a grade."""
    for quotation in list(tree.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        quotation.tail = f"”{quotation.tail or ''}"
        quotation.drop_tag()
    for cell in list(tree.iter(*_CELLS)):
        if not _has_word(_shown(cell)) and (said := _alternative(cell)):
            for child in list(cell):
                cell.remove(child)
            cell.text = said
    for picture in _DRAWN(tree):
        said = picture.get("alt") or picture.get("aria-label") or ""
        if not GRADE.fullmatch(said) or picture.getparent() is None or _has_word(_shown(picture)):
            continue
        if picture.tag in ("img", "svg"):
            picture.tail = f" {said} {picture.tail or ''}"
        else:  # a sign in the text, which the word stands for
            for child in list(picture):
                picture.remove(child)
            picture.text = said


def _shown(cell: HtmlElement) -> str:
    """The text of a cell that can be seen."""
    if _FOR_SCREEN_READERS.search(cell.get("class", "")) or cell.tag in ("svg", "script", "style"):
        return ""
    parts = [cell.text or ""]
    for child in cell:
        parts += [_shown(child), child.tail or ""]
    return "".join(parts)


def _alternative(cell: HtmlElement) -> str:
    """What a cell says to those who do not see its symbol."""
    hidden = (element for element in cell.iter("*") if _FOR_SCREEN_READERS.search(element.get("class", "")))
    read_out = [str(element.text_content()) for element in hidden]
    if not any(map(str.strip, read_out)):
        read_out = list(dict.fromkeys(filter(None, map(_named, [*_PICTURES(cell), cell]))))
    return " ".join(" ".join(read_out).split())


def _named(element: HtmlElement) -> str:
    """What an element says of itself in its attributes."""
    said = (element.get(name) for name in ("alt", "aria-label", "title"))
    return next((text for text in said if text), "") or _title(element)


def _title(element: HtmlElement) -> str:
    return next((str(title.text or "") for title in element.iter("title", "{*}title")), "")


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
