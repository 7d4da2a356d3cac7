"""Where the text of a web page is, for pages of which trafilatura finds a part, or the words without their blocks."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml.html import HtmlElement

from flows.reading.spans import LONGEST_CELL

# Elements that begin a block of their own, or are no text.
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("iframe", "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "script", "section", "style", "summary"),
    *("table", "tbody", "td", "template", "tfoot", "th", "thead", "tr", "ul"),
}
_CONTAINERS = ("body", "article", "main", "section", "div", "form", "center", "details", "fieldset")
_PARTS = re.compile(r"\n(?:[ \t]*\n)+|\n(?=[ \t]*[-•*] )")
# What a table that only lays out a page is made of.
_CELLS = ("tbody", "thead", "tfoot", "tr", "td", "th")
# The frame is the innermost element with so much of the text.
_MOST = 0.85
# So much of an article that is named as that has to be found.
_NEARLY_ALL = 0.95
# What is the body of the article, by the vocabulary of schema.org: trafilatura looks for that first.
_NAME, _VALUE = "itemprop", "articleBody"


def set_apart(tree: HtmlElement) -> None:
    """Make blocks of what the page shows as blocks: text beside them, and the cells of a table that is no table.

    A cell that shows a picture alone says what the picture is said to show: it can be a grade.
    """
    for quotation in list(tree.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        quotation.tail = f"”{quotation.tail or ''}"
        quotation.drop_tag()
    for written in list(tree.iter("pre")):
        _part(written)
    for cell in tree.iter("td", "th"):
        if (pictures := cell.findall(".//img[@alt]")) and not cell.text_content().strip():
            for picture in pictures:
                picture.tail = picture.get("alt") + " "
    laid_out = {cell for cell in tree.iter("td") if len(cell.text_content()) > LONGEST_CELL}
    for table in list(tree.iter("table")):
        is_layout = table.get("role") in ("presentation", "none") or table.find(".//h1") is not None
        if is_layout or not laid_out.isdisjoint(table.iter("td")):
            for part in [table, *table.iter(*_CELLS)]:
                if next(part.iterancestors("table"), table) is table:
                    part.tag = "div"
    elements = [element for body in tree.iter("body") for element in body.iter("*")]
    blocks = {element for element in elements if element.tag in _BLOCKS}
    for element in reversed(elements):
        if element in blocks and element.getparent() is not None:
            blocks.add(element.getparent())
    for element in elements:
        if element.tag in _CONTAINERS or (element in blocks and element.tag not in _BLOCKS):
            _fill_paragraphs(element, blocks)


def _part(written: HtmlElement) -> None:
    """Make paragraphs of the parts of a text that is written as it is, with empty lines and items between."""
    first, *rest = _PARTS.split(written.text or "")
    if len(written) or not rest:
        return
    written.tag, written.text = "div", None
    for part in (first, *rest):
        paragraph = written.makeelement("p")
        paragraph.text = part
        written.append(paragraph)


def _fill_paragraphs(element: HtmlElement, blocks: Container[HtmlElement]) -> None:
    """Put each run of text and of elements within lines into a paragraph."""
    run: HtmlElement | None = None
    children = element[:]
    if (element.text or "").strip():
        run = element.makeelement("p")
        run.text, element.text = element.text, None
        element.insert(0, run)
    for child in children:
        if child in blocks:
            run = None
            if (child.tail or "").strip():
                run = child.makeelement("p")
                run.text, child.tail = child.tail, None
                child.addnext(run)
            continue
        if run is None and (child.text_content().strip() or (child.tail or "").strip()):
            run = child.makeelement("p")
            child.addprevious(run)
        if run is not None:
            run.append(child)


def frame(tree: HtmlElement) -> tuple[HtmlElement, float]:
    """The innermost element with most of the text, and how many characters of it have to be found.

    Where the page names its article or its main part, it is in that, and some of it can be of no interest. A link that
    stands by itself is no text.
    """
    named = (tree.xpath(path) for path in ("//article", "//main|//*[@role='main']"))
    start = next((found[0] for found in named if len(found) == 1), None)
    share = 1.0 if start is None else _NEARLY_ALL
    start = tree if start is None else start
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(start.iter("*"))):
        own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        lengths[element] = own + sum(lengths.get(child, 0) for child in element)
        if element.tag in ("script", "style") or (element.tag == "a" and element.getparent().tag != "p"):
            lengths[element] = 0
    found = start
    while inner := [child for child in found.iterchildren(*_CONTAINERS) if lengths[child] >= _MOST * lengths[start]]:
        found = inner[0]
    return found, share * lengths[start]


def name_body(element: HtmlElement) -> None:
    """Say that the article is in an element."""
    if element.tag in ("div", "section", "article", "main"):
        element.set(_NAME, _VALUE)
        return
    article = element.makeelement("article", {_NAME: _VALUE})
    article.text, element.text = element.text, None
    article.extend(element[:])
    element.append(article)
