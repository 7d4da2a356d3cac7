"""The text of elements of a web page as a person reads it: what stands within one line of a block."""

from __future__ import annotations

from lxml.html import HtmlElement

from flows.reading.heads import GRADE

# Elements that begin a block of their own, or are no text.
BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
    ),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "section", "summary"),
    *("table", "tbody", "td", "template", "tfoot", "th", "thead", "tr", "ul"),
}
# What a number of its own counts is no ending of it: "st", "bn".
SHORTEST_COUNTED = 4
# A line break, until pieces are made of lines. No page holds it: the parser replaces control characters.
BREAK = "\x1e"


def text_of(element: HtmlElement) -> str:
    """All text of an element on one line; items of a list within it are set apart by semicolons."""
    return " ".join(inline_text(element).replace(BREAK, " ").split())


def inline_text(element: HtmlElement) -> str:
    """The text of an element as it stands in a line, with `BREAK` for each line break."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: HtmlElement, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        at = len(parts)
        if child.tag == "br":
            parts.append(BREAK)
        elif child.tag in BLOCKS:
            parts.append("; " if child.tag == "li" and child.getprevious() is not None else " ")
            _collect(child, parts)
            parts.append(" ")
        else:
            parts.append("")
            _collect(child, parts)
            if touches(child):
                parts[at] = space_before(child, "".join(parts[at:]))
        parts.append(child.tail or "")


def touches(element: HtmlElement) -> bool:
    """Whether an element within a line stands right behind another one, with nothing between them."""
    before = element.getprevious()
    return before is not None and not (before.tail or "").strip() and before.tag not in BLOCKS and before.tag != "br"


def space_before(element: HtmlElement, text: str) -> str:
    """What a page shows as space between an element and the one that it touches: nothing in the source says so.

    A grade in an element of its own behind its area is a value behind a name.
    """
    before = element.getprevious()
    last, first = str(before.text_content())[-1:], text[:1]
    if GRADE.fullmatch(text) and last.isalnum() and not (before.getparent().text or "").strip():
        return ": "
    # "412" over "disruptions" on a card; "21" and "st" are one word.
    counted = last.isdigit() and first.isalpha() and len(text) >= SHORTEST_COUNTED
    return " " if not before.tail and ((last.islower() and first.isupper()) or counted) else ""
