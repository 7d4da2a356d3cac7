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
# A line break, until pieces are made of lines. No page holds it: the parser replaces control characters.
BREAK = "\x1e"


def text_of(element: HtmlElement) -> str:
    """All text of an element on one line; items of a list within it are set apart by semicolons."""
    return " ".join("".join(_parts(element)).replace(BREAK, " ").split())


def inline_text(element: HtmlElement) -> str:
    """The text of an element as it stands in a line, with `BREAK` for each line break."""
    return "".join(_parts(element))


def _parts(element: HtmlElement) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(BREAK)
        else:
            between = "; " if child.tag == "li" and child.getprevious() is not None else " "
            inside = _parts(child)
            if child.tag in BLOCKS:
                parts += [between, *inside, " "]
            else:
                parts += [apart(child, "".join(inside)), *inside]
        parts.append(child.tail or "")
    return parts


def apart(element: HtmlElement, text: str) -> str:
    """What a page shows as space between an element and the one right before it: nothing in the source says so.

    A grade in an element of its own behind its area is a value behind a name.
    """
    before = element.getprevious()
    if before is None or (before.tail or "").strip() or before.tag in BLOCKS or before.tag == "br":
        return ""
    last, first = str(before.text_content())[-1:], text[:1]
    if GRADE.fullmatch(text) and last.isalnum() and not before.getparent().text:
        return ": "
    return " " if not before.tail and last.islower() and first.isupper() else ""
