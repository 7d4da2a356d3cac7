"""Removes raised footnote marks from a web page, and rewrites raised digits that are part of a number."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from flows.reading.marks import read_raised

_RAISED_STYLE = re.compile(r"(?<![\w-])(?:vertical-align\s*:\s*super\b|top\s*:\s*-[\d.])", re.IGNORECASE)
_NOTE_CLASS = re.compile(
    r"(?<![a-z])(?:sup|superscript|(?:foot|end)?note[-_]?(?:ref|reference|mark|link)|fn[-_]?ref)(?![a-z])|Mso\w+noteReference",
    re.IGNORECASE,
)
# The text that a footnote mark can follow: a letter, a digit or closing punctuation. After "£" or "(" the text
# continues.
_BEFORE_MARK = re.compile(r"[^\W_]$|[.,;:!?%)\]”’\"']$")


def leave_out_marks(tree: HtmlElement) -> None:
    """Replace each raised text of a page by what `marks.read_raised` makes of it. Changes `tree`."""
    texts, starts = [""], dict[HtmlElement, int]()
    raised: list[tuple[HtmlElement, int, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            starts[element] = len(texts)
        elif _is_raised(element) or _is_note_link(element):
            raised.append((element, starts[element], len(texts)))
        texts += filter(None, [element.text if event == "start" else element.tail])
    texts.append("")
    for element, start, end in raised:
        text = "".join(texts[start:end])
        link = next(element.iterancestors("a"), None)
        if link is not None and link.text_content() == text:
            element = link
        leads = _is_raised(element) and (element.tag == "a" or element.find(".//a") is not None)
        read_as = read_raised(texts[start - 1], text, texts[end], leads=leads)
        if read_as != text and element.getparent() is not None:  # it may be inside an element that is already replaced
            _replace(element, read_as)


def _replace(element: HtmlElement, text: str) -> None:
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _is_raised(element: HtmlElement) -> bool:
    return (
        element.tag == "sup"
        or element.get("role") == "doc-noteref"
        or bool(_RAISED_STYLE.search(element.get("style", "")))
        or (element.tag in ("span", "a") and bool(_NOTE_CLASS.search(element.get("class", ""))))
    )


def _is_note_link(element: HtmlElement) -> bool:
    """Whether an element links to a place on a page, right behind the text, so that it can only be a footnote mark."""
    if element.tag != "a" or "#" not in element.get("href", ""):
        return False
    beside = element.getprevious()
    before = element.getparent().text if beside is None else beside.tail or beside.text_content()
    return bool(_BEFORE_MARK.search(before or ""))
