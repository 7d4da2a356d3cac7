"""Computes the markers of list items in a Word document, which does not store the numbers of its items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from flows.reading.word.styles import ListPlace
from flows.reading.word.text import number, value

_BULLET = "•"
_DEEPEST = 8
_MOST_LETTERS = 78
_MOST_ROMAN = 400
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one list level are numbered.

    `counted` is Word's number format ("decimal", "upperRoman", "bullet", ...); `shown` is the pattern of the marker:
    "%1.%2" shows the numbers of the first two levels; `start` is the first number.
    """

    counted: str = "decimal"
    shown: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class _List:
    """The levels of a list, and the name of its counter, which lists of the same shape share."""

    levels: Mapping[int, _Level]
    counted_with: str


class Lists:
    """The lists of one document. Ask for the markers in the order of the items, since each call counts."""

    def __init__(self, document: Any) -> None:
        try:
            part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            self._lists: dict[int, _List] = {}
            return
        root = getattr(part, "element", None)
        self._lists = _lists(parse_xml(part.blob) if root is None else root)
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * (_DEEPEST + 1))

    def marker(self, place: ListPlace) -> str:
        """Return the marker of the next item at a place in a list; "•" for bullets and unknown lists."""
        listed, depth = self._lists.get(place[0]), min(place[1], _DEEPEST)
        if listed is None:
            return _BULLET
        levels = listed.levels
        level = levels.get(depth, _Level())
        if level.counted in ("bullet", "none") or not _PLACE.search(level.shown):
            return _BULLET
        counts = self._counts[listed.counted_with]
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth)

        def count(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            of_level = levels.get(above, _Level())
            at = counts[above]
            return _formatted(of_level.start if at is None else at, of_level.counted)

        return _PLACE.sub(count, level.shown).strip() or _BULLET


def _lists(root: Any) -> dict[int, _List]:
    """Return the lists of a document by their number."""
    shapes = {shape.get(qn("w:abstractNumId")): _levels(shape) for shape in root.findall(qn("w:abstractNum"))}
    lists: dict[int, _List] = {}
    for instance in root.findall(qn("w:num")):
        name, shape = instance.get(qn("w:numId"), ""), value(instance, "w:abstractNumId")
        changes = instance.findall(qn("w:lvlOverride"))
        levels = dict(shapes.get(shape, {}))
        for change in changes:
            depth, start = change.get(qn("w:ilvl"), ""), number(change, "w:startOverride")
            if start is not None and depth.isdecimal():
                levels[int(depth)] = replace(levels.get(int(depth), _Level()), start=start)
            levels |= _levels(change)
        if name.isdecimal():
            lists[int(name)] = _List(levels, f"list {name}" if changes else f"shape {shape}")
    return lists


def _levels(element: Any) -> dict[int, _Level]:
    """Return the levels that an element defines, by depth."""
    return {
        int(depth): _Level(
            value(level, "w:numFmt") or "decimal", value(level, "w:lvlText") or "", number(level, "w:start") or 1
        )
        for level in element.findall(qn("w:lvl"))
        if (depth := level.get(qn("w:ilvl"), "")).isdecimal()
    }


def _formatted(count: int, counted: str) -> str:
    """Return a number in a number format: decimal, letters or Roman numerals."""
    if counted.endswith("Letter") and 0 < count <= _MOST_LETTERS:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if counted.startswith("upper") else letter
    if counted.endswith("Roman") and 0 < count < _MOST_ROMAN:
        numeral = ""
        for size, sign in _ROMAN:
            numeral += sign * (count // size)
            count %= size
        return numeral.upper() if counted.startswith("upper") else numeral
    return str(count)
