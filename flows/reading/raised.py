"""Raised text of a web page is read as what it is: most of it leads to notes."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from flows.reading.marks import shown

_RAISED = re.compile(r"(?<![\w-])(?:vertical-align\s*:\s*super\b|top\s*:\s*-[\d.])", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![a-z])(?:sup|superscript|(?:foot|end)?note[-_]?(?:ref|reference|mark|link)|fn[-_]?ref)(?![a-z])|Mso\w+noteReference",
    re.IGNORECASE,
)
# Letters, figures and what ends a part of a sentence; "£" and "(" go on with what follows.
_STANDS_BEHIND = re.compile(r"[^\W_]$|[.,;:!?%)\]”’\"']$")


def leave_out_marks(tree: HtmlElement) -> None:
    """Replace it by what it is read as."""
    texts, starts = [""], dict[HtmlElement, int]()
    raised: list[tuple[HtmlElement, int, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            starts[element] = len(texts)
        elif _is_raised(element) or _leads_on(element):
            raised.append((element, starts[element], len(texts)))
        texts += filter(None, [element.text if event == "start" else element.tail])
    texts.append("")
    for element, start, end in raised:
        text = "".join(texts[start:end])
        link = next(element.iterancestors("a"), None)
        if link is not None and link.text_content() == text:
            element = link
        leads = _is_raised(element) and (element.tag == "a" or element.find(".//a") is not None)
        read_as = shown(texts[start - 1], text, texts[end], leads=leads)
        if read_as != text and element.getparent() is not None:  # it can be within one that is replaced
            _replace(element, read_as)


def _replace(element: HtmlElement, text: str) -> None:
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _is_raised(element: HtmlElement) -> bool:
    return (
        element.tag == "sup"
        or element.get("role") == "doc-noteref"
        or bool(_RAISED.search(element.get("style", "")))
        or (element.tag in ("span", "a") and bool(_NAMED.search(element.get("class", ""))))
    )


def _leads_on(element: HtmlElement) -> bool:
    """Whether a link leads to a place of a page, and is so close to the text that it can only be a mark of a note."""
    if element.tag != "a" or "#" not in element.get("href", ""):
        return False
    beside = element.getprevious()
    before = element.getparent().text if beside is None else beside.tail or beside.text_content()
    return bool(_STANDS_BEHIND.search(before or ""))
