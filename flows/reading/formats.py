"""The kinds of file that are read: one line each, and for a kind that is more than text one module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flows.reading.decoding import decode
from flows.reading.isolation import read_apart
from flows.reading.page import Page, page
from flows.reading.selecting import Selection
from flows.reading.sidecar import Metadata


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the function that makes a page of its bytes or raises `ReadingError`."""

    media_type: str
    read: Callable[[bytes], Page]


def read_text(data: bytes, markdown: bool = False) -> Page:
    """Plain text, or Markdown, which is its own source: the first line is the title, if it is short."""
    from flows.reading.plain import blocks_of_plain  # where files are listed but not read, nobody needs its patterns

    text = decode(data)
    return page(text, Metadata(), blocks_of_plain(text, markdown))


def read_selected(data: bytes, selection: Selection) -> Page:
    """Of a web page what is selected of it."""
    return read_apart("html", data, selection)


TEXT = Format("text/plain", read_text)
MARKDOWN = Format("text/markdown", partial(read_text, markdown=True))
HTML = Format("text/html", partial(read_apart, "html"))
PDF = Format("application/pdf", partial(read_apart, "pdf"))
DOCX = Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", partial(read_apart, "docx"))

FORMATS = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
