"""What the style of a paragraph makes of it: a heading, an item of a list, a quotation, a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from docx.styles.style import BaseStyle

from flows.reading.blocks import Kind
from flows.reading.word.text import flag, number, value

# The names that Word itself gives, in files of any language; other programs and people name headings as they like,
# and say with an outline level that they are.
_KINDS: Mapping[Kind, re.Pattern[str]] = {
    "heading": re.compile(r"(?:heading|title|subtitle)\b(?:\s*(?P<level>\d))?", re.IGNORECASE),
    "item": re.compile(r"list (?:bullet|number)(?:\s*(?P<level>\d))?", re.IGNORECASE),
    "quotation": re.compile(r"(?:intense )?quote|block text|quotations", re.IGNORECASE),
    "caption": re.compile(r"caption", re.IGNORECASE),
}
_NOT_READ = re.compile(r"toc\b|table of|header|footer|contents heading", re.IGNORECASE)
_SUBTITLE = 2
_DEEPEST = 6
# Styles build on styles, in a damaged document in a circle.
_LONGEST_CHAIN = 10

T = TypeVar("T")
# A list, and how deep in it: the numbers by which a document calls them. List 0 is none.
ListPlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph."""

    kind: Kind = "paragraph"
    level: int = 0
    place: ListPlace | None = None
    is_read: bool = True
    is_bold: bool = False


PLAIN = Style()
Styles = Mapping[str | None, Style]


def styles_of(styles: Any, used: set[str | None]) -> Styles:
    """What each of the styles that are used makes of a paragraph."""
    return {style.style_id: _style(style) for style in styles if style.style_id in used}


def _style(style: BaseStyle) -> Style:
    elements = list(chain(style))
    place = _first(map(list_place, elements))
    level = _first(map(outline_level, elements))
    bold = bool(_first(flag(element, "w:rPr", "w:b") for element in elements))
    plain = Style(place=place, is_bold=bold)
    for element in elements:
        name = value(element, "w:name") or ""
        if _NOT_READ.match(name):
            return Style(is_read=False)
        for kind, pattern in _KINDS.items():
            if named := pattern.match(name):
                own = int(named.groupdict().get("level") or (_SUBTITLE if name.lower() == "subtitle" else 1))
                depth = min(level or own, _DEEPEST) if kind == "heading" else own
                return replace(plain, kind=kind, level=depth)
    return replace(plain, kind="heading", level=level) if level else plain


def _first(said: Iterable[T | None]) -> T | None:
    """What is said by the nearest of those that say anything."""
    return next((one for one in said if one is not None), None)


def chain(style: BaseStyle) -> Iterator[Any]:
    """The elements of a style and of those it builds on."""
    nearest: Any = style
    for _ in range(_LONGEST_CHAIN):
        if nearest is None:
            return
        yield nearest.element
        nearest = getattr(nearest, "base_style", None)


def outline_level(element: Any) -> int | None:
    """The level of a heading that a paragraph or style says that it is; 0 if it says that it is none."""
    said = number(element, "w:pPr", "w:outlineLvl")
    return None if said is None else min(said + 1, _DEEPEST) if said < 9 else 0


def list_place(element: Any) -> ListPlace | None:
    """The list of a paragraph or style, if it says so itself."""
    listed = number(element, "w:pPr", "w:numPr", "w:numId")
    return None if listed is None else (listed, number(element, "w:pPr", "w:numPr", "w:ilvl") or 0)
