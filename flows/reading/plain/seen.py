"""Prepares text for reading its layout: drops characters that get in the way and puts bars between cells.

Soft hyphens, zero-width and combining characters are dropped; all kinds of spaces become plain ones and runs of them
one; cells separated only by tabs, wide gaps, dots or line breaks get bars between them; in Markdown, emphasis marks are
dropped. `PreparedText` maps offsets of the prepared text back to the document.
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
# Gaps between cells of a table without bars: tabs, wide spaces, or dot leaders.
_GAP, _BAR = re.compile(r"(?<=\S)(?: *\t[\t ]*| {3,}|(?<!\.) ?\.{4,} ?(?!\.))(?=\S)"), " | "


@dataclass(frozen=True)
class PreparedText:
    """The prepared text; `origin[i]` is the offset of its character `i` in the `original` text of the document."""

    text: str
    origin: Sequence[int]
    original: str

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """Map a slice of the prepared text, without surrounding white space, to the document."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == end:
            at = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def prepare(text: str, markdown: bool = False) -> PreparedText:
    """Prepare a text for reading its layout. Linear in its length."""
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
        return PreparedText(spaced, places, text)
    kept.append(spaced[last:])
    origin.extend(places[last:])
    return PreparedText("".join(kept), origin, text)


def _with_bars(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with bars between cells separated by gaps or line breaks, and the origin of each character.

    Two or more consecutive lines with gaps make a table.
    """
    gaps = sorted([gap for lines in _gapped_tables(text) for line in lines for gap in line] + stacked_gaps(text))
    if not gaps:
        return text, range(len(text))
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for start, end in gaps:
        pieces += (text[last:start], _BAR)
        origin += (*range(last, start), *[start] * len(_BAR))
        last = end
    return "".join((*pieces, text[last:])), [*origin, *range(last, len(text))]


def _gapped_tables(text: str) -> Iterator[list[list[tuple[int, int]]]]:
    """Yield for each table without bars its lines, each as the slices of the gaps between its cells."""
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
