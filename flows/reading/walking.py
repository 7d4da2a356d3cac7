"""Turns the elements of a web page into pieces in document order, keeping the structure that HTML gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from flows.reading.blocks import Kind
from flows.reading.inline import BLOCKS, BREAK, inline_text, space_before, text_of, touches
from flows.reading.laying_out import Piece
from flows.reading.main_text import MainText
from flows.reading.pairing import is_grade, is_name
from flows.reading.plain import pieces_of_plain
from flows.reading.plain.furniture import as_furniture, is_furniture
from flows.reading.web_furniture import is_link, letters
from flows.reading.web_tables import grade_list, grid_of, is_bold, lays_out, pairs_of, rows_of, symbol_list

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Inside these elements a link that stands alone counts as text, since names are often links.
_OF_TEXT = ("p", "li", "dd", "dt", "b", "strong")
_LISTS = ("ul", "ol", "menu", "dir")
_CAPTION = re.compile(r"(?<![a-z])(?:fig)?captions?(?![a-z])", re.IGNORECASE)
_LONGEST_HEADING = 100
# What heads the element that it is the first in.
_HEADS = ("summary", "legend")
_ENDS_NO_HEADING = (".", ",", ";", "!")


@dataclass(frozen=True)
class _Place:
    """The context of the walk: what a run of text becomes here, and whether it is surely main text.

    - `kind`, `level`, `marker`: those of a piece made here; `level` is the depth in lists.
    - `in_core`: inside the core of the page (see `MainText`), where everything is read.
    - `folded`: the number of `<details>` elements around.
    """

    kind: Kind = "paragraph"
    level: int = 0
    marker: str | None = None
    in_core: bool = False
    folded: int = 0


@dataclass
class _Walk:
    """The state of the walk.

    - `blocks`: the elements that begin a block or hold one.
    - `level`: the level of the last heading marked as one.
    - `below`: the kind of the piece that heads other stories, if the walk is below one, so that text is furniture.
    """

    main: MainText
    blocks: set[HtmlElement]
    pieces: list[Piece] = field(default_factory=list)
    level: int = 1
    below: str | None = None


def pieces_of(main: MainText) -> list[Piece]:
    """Return the pieces of a page's main text in order."""
    walk = _Walk(main, _blocks_in(main.start))
    _element(walk, main.start, _Place())
    return walk.pieces


def _blocks_in(start: HtmlElement) -> set[HtmlElement]:
    """Return the elements that begin a block or hold an element that does."""
    blocks = {element for element in start.iter("*") if element.tag in BLOCKS}
    for element in reversed(list(start.iter("*"))):
        if element in blocks and element is not start:
            blocks.add(element.getparent())
    return blocks


def _element(walk: _Walk, element: HtmlElement, place: _Place) -> None:
    """Add the pieces of an element to the walk, by the kind of the element."""
    if element is walk.main.core or element in walk.main.cards:
        place = replace(place, in_core=True)
    tag = element.tag
    if tag in _HEADINGS:
        walk.level = _HEADINGS[tag]
        _write(walk, place, Piece("heading", text_of(element), level=walk.level))
    elif tag in _HEADS:
        _write(walk, place, Piece("heading", text_of(element), level=min(6, walk.level + max(1, place.folded))))
    elif tag in _LISTS:
        _list(walk, element, place)
    elif tag == "table":
        _table(walk, element, place)
    elif tag == "dl":
        _pairs(walk, element, place)
    elif tag == "figcaption" or (tag in ("p", "div", "span") and _CAPTION.search(element.get("class", ""))):
        _write(walk, place, Piece("caption", text_of(element)))
    elif tag == "figure":
        _figure(walk, element, place)
    elif tag == "pre" and not len(element):
        for piece in pieces_of_plain(element.text or ""):
            _write(walk, place, piece)
    else:
        if tag == "li":
            place = replace(place, kind="item", level=max(1, place.level))
        elif tag == "blockquote":
            place = replace(place, kind="quotation")
        elif tag == "details":
            place = replace(place, folded=place.folded + 1)
        level = walk.level
        _children(walk, element, place)
        if len(element) and element[0].tag in _HEADS:  # headings inside are none of what follows
            walk.level = level


def _children(walk: _Walk, element: HtmlElement, place: _Place) -> None:
    """Add the content of an element: its blocks, and the runs of inline text between them."""
    run = [element.text or ""]
    linked = 0
    if place.kind == "paragraph" and walk.blocks.isdisjoint(element) and is_bold(element):
        place = replace(place, kind="heading")
    for child in element:
        if child in walk.blocks:
            place, linked = _flush(walk, run, place, linked), 0
            before = len(walk.pieces)
            _element(walk, child, place)
            place = _behind(place) if child.tag not in _LISTS and len(walk.pieces) > before else place
        elif child.tag == "br":
            run.append(BREAK)
        else:
            text = inline_text(child)
            run += [space_before(child, text) if touches(child) else "", text]
            linked += letters(text) if child.tag == "a" and element.tag not in _OF_TEXT else 0
        run.append(child.tail or "")
    _flush(walk, run, place, linked)


def _flush(walk: _Walk, run: list[str], place: _Place, linked: int) -> _Place:
    """Add a run of text, one piece per line, and empty it; return the place after it.

    `linked` counts its letters in links outside paragraphs. If that is all of them, the run leads to other pages and is
    only kept if trafilatura counts it as main text, or if it is below a grade.
    """
    text = "".join(run)
    lines = [line for part in text.split(BREAK) if (line := " ".join(part.split()))]
    run.clear()
    if linked and letters(text) == linked:
        if _is_under_grade(walk):
            lines = [line for line in lines if not is_furniture(line)]  # "Read more" on a card
        else:
            lines = [line for line in lines if " " in line and walk.main.holds(line)]
    for line in lines:
        if place.kind == "heading" and len(line) <= _LONGEST_HEADING and not line.endswith(_ENDS_NO_HEADING):
            piece = Piece("heading", line, level=min(6, walk.level + 1))
        elif place.kind == "item":
            piece = Piece("item", line, place.level, place.marker)
        else:
            piece = Piece("quotation" if place.kind == "quotation" else "paragraph", line)
        _write(walk, place, piece)
    return _behind(place) if lines else place


def _behind(place: _Place) -> _Place:
    """Return the place after the first piece of an item: what follows in the item is a paragraph."""
    return replace(place, kind="paragraph") if place.kind == "item" else place


def _write(walk: _Walk, place: _Place, piece: Piece, text: str | None = None) -> None:
    """Add a piece if it is in the core of the page, or if trafilatura counts its text (or `text`) as main text."""
    if not place.in_core and not walk.main.holds(piece.text if text is None else text):
        return
    piece, walk.below = as_furniture(piece, walk.below)
    walk.pieces.append(piece)


def _list(walk: _Walk, element: HtmlElement, place: _Place) -> None:
    """Add a list: as items, as a table of grades or symbols with names, or as furniture if it only links elsewhere."""
    items = element.findall("li")
    if grid := grade_list(items) or symbol_list(items):
        _write(walk, place, Piece("table", grid=grid), text_of(element))
        return
    leads_away = bool(items) and all(map(is_link, items)) and not _is_text(walk, items)
    inner = replace(place, kind="furniture" if leads_away else "item", level=place.level + 1)
    start = element.get("start", "")
    number = int(start) if start.isdecimal() else 1
    for child in element:
        value = child.get("value", "")
        number = int(value) if value.isdecimal() else number
        marker = f"{number}." if element.tag == "ol" and child.tag == "li" else None
        number += child.tag == "li"
        if leads_away:
            _write(walk, inner, Piece("furniture", text_of(child)))
        else:
            _element(walk, child, replace(inner, marker=marker))


def _is_text(walk: _Walk, items: list[HtmlElement]) -> bool:
    """Whether a list of links is text: it is main text for trafilatura, or it is below a grade."""
    return _is_under_grade(walk) or any(walk.main.holds(text_of(item)) for item in items)


def _is_under_grade(walk: _Walk) -> bool:
    """Whether the last pieces are a grade and then only names, so that the next names have that grade too."""
    for piece in reversed(walk.pieces):
        if is_grade(piece.text):
            return piece.kind in ("heading", "paragraph")
        if piece.kind not in ("paragraph", "item") or not is_name(piece.text):
            return False
    return False


def _table(walk: _Walk, element: HtmlElement, place: _Place, caption: str = "") -> None:
    """Add a table, or its cells one by one if the table is only used for layout."""
    rows = rows_of(element)
    if lays_out(element, rows):
        for cell in (cell for row in rows for cell in row):
            _element(walk, cell, place)
    else:
        _write(walk, place, Piece("table", grid=grid_of(element, rows, caption)), text_of(element))


def _pairs(walk: _Walk, element: HtmlElement, place: _Place) -> None:
    """Add a definition list as pairs, or as headings with text if its definitions are long."""
    if grid := pairs_of(element):
        _write(walk, place, Piece("table", grid=grid), text_of(element))
        return
    for child in element.xpath("./dt|./dd|./div/dt|./div/dd"):
        if child.tag == "dt":
            _write(walk, place, Piece("heading", text_of(child), level=min(6, walk.level + 1)))
        else:
            _element(walk, child, place)


def _figure(walk: _Walk, element: HtmlElement, place: _Place) -> None:
    """Add a figure; its caption becomes that of the table in it, if there is one."""
    caption, table = element.find(".//figcaption"), element.find(".//table")
    if caption is None or table is None:
        _children(walk, element, place)
    else:
        _table(walk, table, place, text_of(caption))
