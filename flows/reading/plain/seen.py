"""A text as its layout is read: without the characters that only get in the way, with bars between cells set apart.

Soft hyphens, zero-width and combining characters are left out, every kind of space becomes a plain one and runs of
them become one, cells that only tabs, wide gaps, dots or line breaks set apart get bars between them, and in Markdown
the marks of emphasis go. Whatever is found is handed back as a slice of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.reading.plain.stacked import stacked_gaps

_SPACES = re.compile(r"[^\S\n ]")
_LEFT_OUT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]|(?<=[ \n]) +|^ +")
_MARKDOWN_LEFT_OUT = re.compile(
    _LEFT_OUT.pattern + r"|\*\*|__|`|(?m:^#{1,6} +)|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)"
)
# Between the cells of a table without bars: tabs, wide gaps, or the dots that lead from one to the next.
_GAP, _BAR = re.compile(r"(?<=\S)(?: *\t[\t ]*| {3,}|(?<!\.) ?\.{4,} ?(?!\.))(?=\S)"), " | "


@dataclass(frozen=True)
class Seen:
    """`text` as it is read; `origin[i]` is where its character i stands in the document."""

    text: str
    origin: Sequence[int]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The document's slice for one of the text, without the space around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == end:
            at = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def seen(text: str, markdown: bool = False) -> Seen:
    """A document's text as its layout is read. Linear in its length."""
    barred, places = _with_bars(text)
    spaced = _SPACES.sub(" ", barred)
    kept: list[str] = []
    origin: list[int] = []
    last = 0
    for match in (_MARKDOWN_LEFT_OUT if markdown else _LEFT_OUT).finditer(spaced):
        kept.append(spaced[last : match.start()])
        origin.extend(places[last : match.start()])
        last = match.end()
    if not kept:
        return Seen(spaced, places)
    kept.append(spaced[last:])
    origin.extend(places[last:])
    return Seen("".join(kept), origin)


def _with_bars(text: str) -> tuple[str, Sequence[int]]:
    """A text with bars between the cells of tables that gaps or line breaks set apart, and where its characters stand.

    Lines make a table where two and more of them with tabs or wide gaps follow each other.
    """
    gaps = sorted([gap for lines in _tables(text) for line in lines for gap in line] + stacked_gaps(text))
    if not gaps:
        return text, range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for start, end in gaps:
        pieces += (text[last:start], _BAR)
        places += (*range(last, start), *[start] * len(_BAR))
        last = end
    return "".join((*pieces, text[last:])), [*places, *range(last, len(text))]


def _tables(text: str) -> Iterator[list[list[tuple[int, int]]]]:
    """For each table its lines, each with the slices of the gaps between its cells."""
    if "\t" not in text and "   " not in text and "...." not in text:
        return
    table: list[list[tuple[int, int]]] = []
    start = 0
    for line in text.split("\n"):
        gaps = [gap.span() for gap in _GAP.finditer(text, start, start + len(line))]
        if gaps:
            table.append(gaps)
        elif line.strip() and table:
            if len(table) > 1:
                yield table
            table = []
        start += len(line) + 1
    if len(table) > 1:
        yield table
