"""Make web pages of gold documents. A skin imitates a site, with all that surrounds an article there: `page_of`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from tests.gold.rendering.pieces import Piece

_SKINS = Environment(loader=FileSystemLoader(Path(__file__).parent / "skins"), autoescape=True, trim_blocks=True)
# The skin of each page, and the style in which its tables are marked up (`bare`: without header cells).
PAGES = (
    ("news", "caption"),
    ("news", "dl"),
    ("trade", "bare"),
    ("trade", "title"),
    ("council", "scope"),
    ("council", "spans"),
)


def page_of(pieces: Sequence[Piece], title: str, skin: str, style: str) -> bytes:
    """Return a document as a page of a site, in UTF-8."""
    blocks = [_block(piece) for piece in pieces]
    return _SKINS.get_template(f"{skin}.html.j2").render(blocks=blocks, title=title, style=style).encode()


def _block(piece: Piece) -> Any:
    """Return a piece as the templates take it: lists as HTML, all else as it is."""
    return {"kind": "list", "html": Markup("".join(_nested(piece)))} if piece.items else piece


def _nested(piece: Piece) -> Iterator[str]:
    """Yield the HTML of a list, deeper levels as lists inside its items."""
    tag, depth = ("ol" if piece.ordered else "ul"), 0
    for level, text in piece.items:
        if level > depth:
            yield f"<{tag}>" * (level - depth)
        else:
            yield "</li>" + f"</{tag}></li>" * (depth - level)
        yield f"<li>{escape(text)}"
        depth = level
    yield "</li>" + f"</{tag}></li>" * (depth - 1) + f"</{tag}>"
