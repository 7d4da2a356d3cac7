"""The file formats that are read, by suffix. A format that is more than text has a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flows.reading.decoding import decode
from flows.reading.isolation import read_in_worker
from flows.reading.page import Page, page, title
from flows.reading.selecting import Selection
from flows.reading.sidecar import from_page


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its media type, and the function that makes a page of a file's bytes or raises `ReadingError`."""

    media_type: str
    read: Callable[[bytes], Page]


def read_text(data: bytes, markdown: bool = False) -> Page:
    """Read plain text, or Markdown, whose text is its source as written. A short first line becomes the title, if no
    front matter of Markdown gives another."""
    from flows.reading.plain import blocks_of_plain, stated_in_front  # its patterns are not needed to list files

    text = decode(data)
    stated, end = stated_in_front(text) if markdown else ({}, 0)
    known = from_page(**{**stated, "title": stated.get("title") or title(text[end:], markdown)})
    return page(text, known, blocks_of_plain(text, markdown))


def read_selected(data: bytes, selection: Selection) -> Page:
    """Read the selected parts of a web page."""
    return read_in_worker("html", data, selection)


TEXT = Format("text/plain", read_text)
MARKDOWN = Format("text/markdown", partial(read_text, markdown=True))
HTML = Format("text/html", partial(read_in_worker, "html"))
PDF = Format("application/pdf", partial(read_in_worker, "pdf"))
DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", partial(read_in_worker, "docx")
)

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
