"""What a reader makes of a file: its blocks as lines of text, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flows.reading.dates import dateline
from flows.reading.decoding import checked, normalise
from flows.reading.marks import without_marks
from flows.reading.names import tidy
from flows.reading.sidecar import Metadata

_LONGEST_TITLE = 200
_LINES_WITH_TITLE = 10
_HEADING_MARKS = "#*_ \t"
_COMMENT = "<!--"
_BULLETS = "•●▪◦‣·*–—-\uf0b7\uf0a7 \t"


@dataclass(frozen=True, slots=True)
class Page:
    """What a file holds: its text, what it says about itself, and where its date was found."""

    text: str
    metadata: Metadata
    published_on_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (or heading), an item of a list, or a row of a table with its cells."""

    kind: Literal["paragraph", "item", "row"]
    cells: tuple[str, ...]


def lay_out(blocks: Iterable[Block]) -> str:
    """Blocks as lines: an item as `- item`, a row as `a | b`; an empty line between all but the items of a list.

    A row with an empty cell at an edge is `| | b |`, since a bar at the edge of a line is no more than its border.
    The empty line between rows keeps one that starts in lower case from being taken for the end of the one before.
    Raises `ReadingError` where that leaves no text.
    """
    lines = [(block.kind, line) for block in blocks if (line := _line(block))]
    gaps = ["\n" if kinds == ("item", "item") else "\n\n" for kinds in pairwise(kind for kind, _ in lines)]
    return checked(normalise("".join(line + gap for (_, line), gap in zip(lines, [*gaps, "\n"], strict=False))))


def page(text: str, metadata: Metadata) -> Page:
    """The page of a text; title and date are found in the text where the file does not give them."""
    published_on = metadata.published_on or dateline(text)
    basis = "metadata" if metadata.published_on else "dateline" if published_on else None
    known = Metadata(
        metadata.title or title(text), metadata.publisher, metadata.source_url, published_on, metadata.licence
    )
    return Page(text, known, basis)


def title(text: str) -> str | None:
    """The first line of a text, if it is short enough for a title."""
    for line in text.split("\n", _LINES_WITH_TITLE)[:_LINES_WITH_TITLE]:
        found = line.strip(_HEADING_MARKS)
        if found and not found.startswith(_COMMENT):
            return tidy(found) if len(found) <= _LONGEST_TITLE else None
    return None


def _line(block: Block) -> str:
    cells = [" ".join(without_marks(cell).split()) for cell in block.cells]
    if not any(cells):
        return ""
    if block.kind == "item":
        item = cells[0].lstrip(_BULLETS)
        return f"- {item}" if item else ""
    if block.kind != "row":
        return cells[0]
    row = " | ".join(cells)
    return row if cells[0] and cells[-1] else f"| {row} |"
