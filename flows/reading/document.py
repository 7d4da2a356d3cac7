"""What later stages see of the folder of raw files: documents, files that are none, and corrections by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flows.reading.blocks import Block


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every later stage sees it.

    All offsets anywhere in the project are half-open, count Unicode code points and refer to `text`.

    `published_on` is an EDTF level 1 date of the document itself, never of the report it speaks of;
    `published_on_basis` says where it was found, a code of the vocabulary of that name. `fetched_at` is the moment that
    a collected document was fetched, ISO 8601 in UTC. `blocks` are the structure of the text, in order; only extraction
    reads them, so what is kept of a document afterwards is without.
    """

    document_id: str
    text: str
    text_sha256: str
    raw_path: str
    raw_sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published_on: str | None = None
    published_on_basis: str | None = None
    licence: str | None = None
    fetched_at: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that could not become a document, or, with reason `bad-sidecar`, what could not be taken from its sidecar.

    `reason` is a code of the quarantine vocabulary, `column` the key of the sidecar that is wrong.
    """

    document_id: str | None
    reason: str
    value: str
    raw_path: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a correction stands: its file below the folder of raw files, its first line, and those of its keys."""

    file: str = ""
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str | None) -> int:
        """The line of a key, or of the whole where it has none."""
        return self.lines.get(key or "", self.line)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about a fact, a person or a document. `action` is a code of `correction-action`.

    `expect`, `set` and `row` are pairs of column and value, still as text; an empty cell is None. `document_id` and
    `quote` are the passage that backs a fact, or `document_id` alone the document that is to go; `names` are all
    spellings of a person who is to go. Where it stands, its `source`, makes it no other correction.
    """

    correction_id: str
    action: str
    who: str
    when: str
    why: str
    table: str | None = None
    row_id: str | None = None
    expect: tuple[tuple[str, str | None], ...] = ()
    set: tuple[tuple[str, str | None], ...] = ()
    row: tuple[tuple[str, str | None], ...] = ()
    document_id: str | None = None
    quote: str | None = None
    names: tuple[str, ...] = ()
    source: Source = field(default=Source(), compare=False, repr=False)

    @property
    def is_removal(self) -> bool:
        """Whether a person or a document is to go."""
        return self.action.startswith("remove-")

    @property
    def place(self) -> tuple[str, str, int]:
        """What corrections are followed in the order of: the day, the file, where in the file it stands."""
        file, _, number = self.correction_id.rpartition(".")
        return (self.when, file, int(number)) if number.isdecimal() else (self.when, self.correction_id, 0)


def same_page(address: str | None) -> str | None:
    """What all spellings of the web address of one page have in common: neither scheme, case of the host, last slash
    nor fragment make another page of it, while a path may tell capitals from small letters.

    None for the address of a site: templates give it as that of every page.
    """
    parts = urlsplit(address or "")
    if not (path := parts.path.rstrip("/")) and not parts.query:
        return None
    host = parts.netloc.casefold()
    return f"{host}{parts.path}?{parts.query}".rstrip("/") if parts.query else f"{host}{path}"
