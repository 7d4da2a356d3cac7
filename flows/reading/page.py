"""The result of a format's reader: the text with its blocks, and the metadata stated in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from flows.reading.blocks import Block
from flows.reading.dates import dateline
from flows.reading.names import tidy
from flows.reading.sidecar import Metadata

_LONGEST_TITLE = 200
_LINES_WITH_TITLE = 10
_HEADING_MARKS = "#*_ \t"
# Marks of emphasis in Markdown, which stand around words: those inside a word, or before a space, belong to the text.
_EMPHASIS = re.compile(r"(?<![\w\\*_])(\*{1,3}|_{1,3})(?![\s*_])(.+?)(?<![\s\\])\1(?![\w*_])")
_COMMENT = "<!--"
# Titles that programs make up in the properties of a file.
_MADE_UP = re.compile(
    r"untitled\b.*|\(anonymous\)|microsoft \w+ - .*|(?:word )?document ?\d*|(?:powerpoint )?presentation ?\d*"
    r"|.*\.(?:docx?|docm|rtf|odt|pptx?|xlsx?|pdf|indd|qxd|html?)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS_WITH_TITLE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a file: its text and blocks, its own metadata, and where its date was found.

    `published_on_basis` is "metadata", "dateline" or None (no date).
    """

    text: str
    metadata: Metadata
    published_on_basis: str | None = None
    blocks: tuple[Block, ...] = ()


def page(text: str, metadata: Metadata, blocks: tuple[Block, ...] = ()) -> Page:
    """Make a page; take the title and the date from the text if the metadata lack them."""
    published_on = metadata.published_on or dateline(_without_bars_of_grids(text, blocks))
    basis = "metadata" if metadata.published_on else "dateline" if published_on else None
    known = Metadata(
        metadata.title or title(text), metadata.publisher, metadata.source_url, published_on, metadata.licence
    )
    return Page(text, known, basis, blocks)


def _without_bars_of_grids(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the text without the bars of tables of three columns or more: a date in a cell of theirs dates what the
    row tells, while "Published | 2 March 2023" dates the document."""
    parts, at = [], 0
    for block in blocks:
        if block.table is not None and block.table.width > 2:
            parts += [text[at : block.start], text[block.start : block.end].replace("|", ":")]
            at = block.end
    return "".join([*parts, text[at:]])


def own_title(given: str, text: str, blocks: tuple[Block, ...]) -> str | None:
    """The title that the properties of a file give; where there is none, or a program made it up, the first heading."""
    if given.strip() and not _MADE_UP.fullmatch(given.strip()):
        return given
    top = islice(blocks, _BLOCKS_WITH_TITLE)
    return next((text[block.start : block.end] for block in top if block.kind == "heading"), None)


def title(text: str, markdown: bool = False) -> str | None:
    """Return the first line of text if it is short enough for a title, else None. Skips lines starting with `<!--`; in
    Markdown, leaves out the marks of emphasis."""
    for line in text.split("\n", _LINES_WITH_TITLE)[:_LINES_WITH_TITLE]:
        candidate = line.strip(_HEADING_MARKS)
        if candidate and not candidate.startswith(_COMMENT):
            if len(candidate) > _LONGEST_TITLE:
                return None
            shown, is_marked = line.strip(), markdown and len(line) <= 2 * _LONGEST_TITLE
            return tidy(_without_emphasis(shown).strip(_HEADING_MARKS) if is_marked else candidate)
    return None


def _without_emphasis(line: str) -> str:
    """Return a line of Markdown without pairs of `*` and `_` around words, also where they are nested."""
    while (plain := _EMPHASIS.sub(r"\2", line)) != line:
        line = plain
    return line
