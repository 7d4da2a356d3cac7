"""The text of web page elements within a line, with the white space that a reader sees."""

from __future__ import annotations

from lxml.html import HtmlElement

from flows.reading.heads import GRADE

# Elements that begin a block of their own, or hold no text.
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "section"),
    *("summary", "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr", "ul"),
}
# In letters: a shorter text right behind a number is its ending ("st", "bn"), not what the number counts.
SHORTEST_COUNTED = 4
# Stands for a line break until pieces are made of lines. No page holds it: the parser replaces control characters.
BREAK = "\x1e"


def text_of(element: HtmlElement) -> str:
    """Return all text of an element on one line; list items within it are separated by semicolons."""
    return " ".join(inline_text(element).replace(BREAK, " ").split())


def inline_text(element: HtmlElement) -> str:
    """Return the text of an element, with `BREAK` for each line break."""
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
    """Whether an inline element directly follows another one, with no text between them."""
    before = element.getprevious()
    return before is not None and not (before.tail or "").strip() and before.tag not in BLOCKS and before.tag != "br"


def space_before(element: HtmlElement, text: str) -> str:
    """Return the separator that a reader sees between an element and the one it touches: ": ", " " or "".

    A grade in an element of its own after an area is a value after its name, so ": ".
    """
    before = element.getprevious()
    last, first = str(before.text_content())[-1:], text[:1]
    if GRADE.fullmatch(text) and last.isalnum() and not (before.getparent().text or "").strip():
        return ": "
    # "412" above "disruptions" on a card are two words; "21" and "st" are one.
    counted = last.isdigit() and first.isalpha() and len(text) >= SHORTEST_COUNTED
    return " " if not before.tail and ((last.islower() and first.isupper()) or counted) else ""
