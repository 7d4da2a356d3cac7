"""Raised text of a web page is read as what it is: most of it leads to notes."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from flows.reading.marks import shown

_RAISED = re.compile(r"(?<![\w-])vertical-align\s*:\s*super\b", re.IGNORECASE)


def leave_out_marks(tree: HtmlElement) -> None:
    """Replace it by what it is read as."""
    texts, starts = [""], dict[HtmlElement, int]()
    raised: list[tuple[HtmlElement, int, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            starts[element] = len(texts)
        elif _is_raised(element):
            raised.append((element, starts[element], len(texts)))
        texts += filter(None, [element.text if event == "start" else element.tail])
    texts.append("")
    for element, start, end in raised:
        text = "".join(texts[start:end])
        link = next(element.iterancestors("a"), None)
        if link is not None and link.text_content() == text:
            element = link
        leads = element.tag == "a" or element.find(".//a") is not None
        read_as = shown(texts[start - 1], text, texts[end], leads=leads)
        if read_as != text:
            _replace(element, read_as)


def _replace(element: HtmlElement, text: str) -> None:
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _is_raised(element: HtmlElement) -> bool:
    return (
        element.tag == "sup" or element.get("role") == "doc-noteref" or bool(_RAISED.search(element.get("style", "")))
    )
