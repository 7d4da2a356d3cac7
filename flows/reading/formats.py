"""The kinds of file that are read: one line each, and for a kind that is more than text one module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.reading.dates import dateline
from flows.reading.decoding import decode
from flows.reading.names import tidy
from flows.reading.sidecar import Metadata

_LONGEST_TITLE = 200
_LINES_WITH_TITLE = 10
_HEADING_MARKS = "#*_ \t"
_COMMENT = "<!--"


@dataclass(frozen=True, slots=True)
class Page:
    """What a file holds: its text, what it says about itself, and where its date was found."""

    text: str
    metadata: Metadata
    published_on_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the function that makes a page of its bytes or raises `ReadingError`."""

    media_type: str
    read: Callable[[bytes], Page]


def read_text(data: bytes) -> Page:
    """Plain text, or Markdown, which is its own source: the first line is the title, if it is short."""
    text = decode(data)
    published_on = dateline(text)
    return Page(text, Metadata(title=_title(text), published_on=published_on), published_on and "dateline")


def _title(text: str) -> str | None:
    for line in text.split("\n", _LINES_WITH_TITLE)[:_LINES_WITH_TITLE]:
        title = line.strip(_HEADING_MARKS)
        if title and not title.startswith(_COMMENT):
            return tidy(title) if len(title) <= _LONGEST_TITLE else None
    return None


TEXT = Format("text/plain", read_text)
MARKDOWN = Format("text/markdown", read_text)

FORMATS = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
