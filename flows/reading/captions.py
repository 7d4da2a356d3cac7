"""Finds the captions of tables: in a caption style, or as "Table 3: ...", right above or below the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.reading.laying_out import Piece
from flows.reading.plain.furniture import as_furniture
from flows.reading.table_heads import with_heads

_NUMBERED = re.compile(r"table\s+(?:[A-Z]?\d{1,3}(?:[.\-]\d{1,3})*|[A-Z])\b", re.IGNORECASE)
_LONGEST_CAPTION = 250
_ABOVE, _BELOW = -1, 1


def with_captions_and_headers(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with furniture marked, captions moved into their tables, and missing table headers guessed.

    A caption between two tables belongs to the lower one, unless more tables have a caption below than above.
    """
    kept = list(_with_furniture(piece for piece in pieces if piece.grid or piece.text.strip()))
    free = {number for number, piece in enumerate(kept) if _is_caption(piece)}
    tables = [number for number, piece in enumerate(kept) if piece.grid and not piece.grid.caption]
    above, below = (sum(number + way in free for number in tables) for way in (_ABOVE, _BELOW))
    for way in (_BELOW, _ABOVE) if below > above else (_ABOVE, _BELOW):
        for number in tables:
            grid = kept[number].grid
            if grid and not grid.caption and number + way in free:
                kept[number] = replace(kept[number], grid=replace(grid, caption=kept[number + way].text))
                free.discard(number + way)
                kept[number + way] = Piece("caption")
    return [
        replace(piece, grid=with_heads(piece.grid)) if piece.grid else piece
        for piece in kept
        if piece.grid or piece.text
    ]


def _with_furniture(pieces: Iterable[Piece]) -> Iterator[Piece]:
    below = None
    for piece in pieces:
        marked, below = as_furniture(piece, below)
        yield marked


def _is_caption(piece: Piece) -> bool:
    if piece.kind == "caption":
        return True
    plain = piece.kind in ("paragraph", "heading") and len(piece.text) <= _LONGEST_CAPTION
    return plain and bool(_NUMBERED.match(piece.text.lstrip()))
