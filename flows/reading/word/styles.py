"""Tells from the style of a paragraph whether it is a heading, list item, quotation or caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from docx.styles.style import BaseStyle

from flows.reading.blocks import Kind
from flows.reading.word.text import flag, number, value

# The built-in style names of Word, which are the same in every language. Other programs and people name headings as
# they like, but give them an outline level.
_KINDS: Mapping[Kind, re.Pattern[str]] = {
    "heading": re.compile(r"(?:heading|title|subtitle)\b(?:\s*(?P<level>\d))?", re.IGNORECASE),
    "item": re.compile(r"list (?:bullet|number)(?:\s*(?P<level>\d))?", re.IGNORECASE),
    "quotation": re.compile(r"(?:intense )?quote|block text|quotations", re.IGNORECASE),
    "caption": re.compile(r"caption", re.IGNORECASE),
}
_NOT_READ = re.compile(r"toc\b|table of|header|footer|contents heading", re.IGNORECASE)
_SUBTITLE = 2
_DEEPEST = 6
# The longest chain of styles to follow; in a damaged document styles can be based on each other in a circle.
_LONGEST_CHAIN = 10

T = TypeVar("T")
# The number of a list and the depth in it, from 0. List 0 means no list.
ListPlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph.

    - `kind`, `level`: as in `Block`.
    - `place`: the list that the style puts a paragraph into.
    - `is_read`: False for tables of contents, headers and footers.
    """

    kind: Kind = "paragraph"
    level: int = 0
    place: ListPlace | None = None
    is_read: bool = True
    is_bold: bool = False


PLAIN = Style()
Styles = Mapping[str | None, Style]


def styles_of(styles: Any, used: set[str | None]) -> Styles:
    """Return what each style with an id in `used` makes of a paragraph, by its id."""
    return {style.style_id: _style(style) for style in styles if style.style_id in used}


def _style(style: BaseStyle) -> Style:
    """Judge one style by its name and outline level, and by those of the styles it is based on."""
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


def _first(values: Iterable[T | None]) -> T | None:
    """Return the first value that is not None."""
    return next((value for value in values if value is not None), None)


def chain(style: BaseStyle) -> Iterator[Any]:
    """Yield the XML elements of a style and of the styles it is based on, nearest first."""
    nearest: Any = style
    for _ in range(_LONGEST_CHAIN):
        if nearest is None:
            return
        yield nearest.element
        nearest = getattr(nearest, "base_style", None)


def outline_level(element: Any) -> int | None:
    """Return the heading level that a paragraph or style states, 1 to 6; 0 for body text, None if it states nothing."""
    stated = number(element, "w:pPr", "w:outlineLvl")
    return None if stated is None else min(stated + 1, _DEEPEST) if stated < 9 else 0


def list_place(element: Any) -> ListPlace | None:
    """Return the list place that a paragraph or style states itself; None if it states nothing."""
    listed = number(element, "w:pPr", "w:numPr", "w:numId")
    return None if listed is None else (listed, number(element, "w:pPr", "w:numPr", "w:ilvl") or 0)
