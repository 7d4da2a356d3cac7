"""What holds of the blocks of any document: stated once, and checked for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.reading import Document
from flows.reading.blocks import Block, Table

# What may stand between blocks and cells: space, bullets and numbers of items, marks of Markdown, bars, rules, dots.
_BETWEEN = re.compile(
    r"(?:\s|[^\w\s]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad_]|(?<!\w)o(?=\s)|"
    r"\(?(?<![^\W_])(?:[0-9a-z]{1,2}|[ivx]{3,4})[.)]|(?<![^\W_])\d{1,2}(?:\.\d{1,2}){1,2})*"
)


def broken(document: Document) -> Iterator[str]:
    """What does not hold of a document's blocks; nothing, as it should be."""
    text, at = document.text, 0
    for block in document.blocks:
        slice_ = text[block.start : block.end]
        if not at <= block.start < block.end <= len(text):
            yield f"{block} is out of order, empty or outside of the text"
        if slice_ != slice_.strip():
            yield f"{block} begins or ends with space: {slice_!r}"
        if not _BETWEEN.fullmatch(text, at, block.start):
            yield f"before {block} stands {text[at : block.start]!r}"
        if (block.kind == "table") != (block.table is not None):
            yield f"{block} is a table or has one"
        yield from _broken_levels(block)
        if block.table:
            yield from _broken_table(text, block, block.table)
        at = max(at, block.end)
    if not _BETWEEN.fullmatch(text, at):
        yield f"behind the last block stands {text[at:]!r}"


def _broken_levels(block: Block) -> Iterator[str]:
    if block.kind == "heading" and not 1 <= block.level <= 6:
        yield f"{block} has no level of a heading"
    if block.kind == "item" and block.level < 1:
        yield f"{block} has no level of an item"


def _broken_table(text: str, block: Block, table: Table) -> Iterator[str]:
    if not table.rows or any(len(row) != table.width for row in table.rows):
        yield f"{block} is not rectangular"
    if table.head_rows > len(table.rows) or table.head_columns > table.width:
        yield f"{block} has more heads than rows or columns"
    at = block.start
    slices = {(cell.start, cell.end) for row in table.rows for cell in row if not cell.is_empty}
    for start, end in sorted([*slices, *([table.caption] if table.caption else [])]):
        if not at <= start <= end <= block.end:
            yield f"a cell {text[start:end]!r} of {block} overlaps another or is outside"
        if not _BETWEEN.fullmatch(text, at, start):
            yield f"within {block} stands {text[at:start]!r} in no cell"
        if text[start:end] != text[start:end].strip():
            yield f"a cell {text[start:end]!r} of {block} begins or ends with space"
        at = max(at, end)
    if not _BETWEEN.fullmatch(text, at, block.end):
        yield f"within {block} stands {text[at : block.end]!r} in no cell"
    for cell in (cell for row in table.rows for cell in row if cell.is_empty):
        if not block.start <= cell.start <= block.end:
            yield f"an empty cell of {block} is outside"
