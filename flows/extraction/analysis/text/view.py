"""The view: the text of a document as the rules read it, with a way back to the document's offsets.

Soft hyphens, zero-width and combining characters are left out, runs of any kind of spaces become one plain space, bars
are put between the cells of a table row, and in Markdown the marks of headings, code and emphasis are left out.
`View.passage` translates a slice of the view to the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flows.extraction.analysis.text.automata import Encoded
from flows.extraction.claims import Passage
from flows.reading.blocks import Block

SPACES = re.compile(r"[^\S\n ]")
# The characters come before the lookbehinds, so that the search can skip to the next candidate.
LEFT_OUT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f ](?:(?<! )|(?:(?<=[ \n] )|(?<=\\A )) *)")
MARKDOWN_LEFT_OUT = re.compile(
    LEFT_OUT.pattern + r"|\*\*|__|`|(?m:^#{1,6} +)|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)"
)
# Stands between the cells of a row in a view.
BAR = " | "
PLAIN = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("‑", "-"), ("\n", " "))


def fold(text: str) -> str:
    """Return a text in lower case with plain quotes, dashes and spaces, as terms are compared; of the same length. The
    few letters whose lower case is longer than one character stay as they are."""
    # Once its marks are plain, nearly every text is ASCII, and lower() is fast on ASCII.
    lower = plain(text).lower()
    if len(lower) != len(text):
        lower = "".join(folded if len(folded := char.lower()) == 1 else char for char in plain(text))
    return lower


def plain(text: str) -> str:
    """Return a text with plain quotes and dashes, and spaces for line breaks; of the same length."""
    for fancy, simple in PLAIN:
        text = text.replace(fancy, simple)
    return text


@dataclass(frozen=True)
class View:
    """`text` is what the rules read; character i of `text` is at `origin[i]` of the document (`origin` None: at i)."""

    text: str
    origin: list[int] | None
    document_text: str

    @cached_property
    def folded(self) -> str:
        """`text` folded (see `fold`); of the same length."""
        return fold(self.text)

    @cached_property
    def encoded(self) -> Encoded:
        """The folded text as bytes, for `Words.find`."""
        return Encoded(self.folded)

    def passage(self, start: int, end: int) -> Passage:
        """Return the document's slice for a slice of the view, without marks before it and white space behind it."""
        return Passage(*self._slice(start, end))

    def original(self, start: int, end: int) -> str:
        """Return the document's own characters for a slice of the view, trimmed as in `passage`."""
        first, last = self._slice(start, end)
        return self.document_text[first:last]

    def seen(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the view for a slice of the document, without white space around it."""
        if self.origin is not None:
            start, end = bisect_left(self.origin, start), bisect_left(self.origin, end)
        words = self.text[start:end]
        first = end - len(words.lstrip())
        return first, first + len(words.strip())

    def _slice(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while start < end and not (text[start].isalnum() or text[start] in "“‘\"'([£"):
            start += 1
        end = start + len(text[start:end].rstrip())
        if self.origin is None:
            return start, end
        first, last = self.origin[start], self.origin[end - 1] + 1
        while last < len(self.document_text) and "\u0300" <= self.document_text[last] <= "\u036f":
            last += 1
        return first, last


def view_of(text: str, media_type: str, blocks: Sequence[Block] = ()) -> View:
    """Return the view of a document's text. Linear in its length."""
    gaps = _gaps(text, blocks)
    barred, places = _with_bars(text, gaps)
    spaced = SPACES.sub(" ", barred)
    left_out = [*(MARKDOWN_LEFT_OUT if media_type == "text/markdown" else LEFT_OUT).finditer(spaced)]
    if not left_out and not gaps:
        return View(spaced, None, text)
    origin: list[int] = []
    kept: list[str] = []
    edges = [0, *(edge for match in left_out for edge in match.span()), len(spaced)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        kept.append(spaced[start:end])
        origin.extend(places[start:end])
    return View("".join(kept), origin, text)


def _gaps(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the slices between neighbouring cells of table rows, except those with a colon (a name and its value)."""
    gaps: set[tuple[int, int]] = set()
    for block in blocks:
        for row in block.table.rows if block.table else ():
            cells = [cell for cell in dict.fromkeys(row) if not cell.is_empty]
            gaps.update((left.end, right.start) for left, right in pairwise(cells))
    return sorted((low, high) for low, high in gaps if low <= high and ":" not in text[max(0, low - 1) : high])


def _with_bars(text: str, gaps: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """Return the text with each gap between cells replaced by a bar, and the original position of each character. The
    bar keeps any name from running over from one cell into the next."""
    pieces: list[str] = []
    at: list[int] = []
    last = 0
    for start, end in gaps:
        if start < last:
            continue
        pieces += (text[last:start], BAR)
        at += (*range(last, start), *[start] * len(BAR))
        last = end
    return "".join((*pieces, text[last:])), [*at, *range(last, len(text))]
