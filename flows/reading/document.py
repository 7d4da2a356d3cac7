"""What the reading stage hands to later stages: documents, rejected files, and corrections made by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flows.reading.blocks import Block


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every later stage sees it.

    All offsets anywhere in the project are half-open, count Unicode code points and refer to `text`.

    - `document_id`: the slug of the file's stem.
    - `raw_path`, `raw_sha256`: the file below the raw folder and the hash of its bytes; `text_sha256` is that of
      `text`.
    - `published_on`: the EDTF level 1 date of the document itself, never of the report that it is about.
    - `published_on_basis`: where that date was found, a code of the vocabulary of that name.
    - `fetched_at`: when a collected document was fetched, ISO 8601 in UTC.
    - `blocks`: the structure of the text, in order. Only extraction uses it, so it is dropped afterwards.
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
    """A file that could not become a document or, with reason `bad-sidecar`, a problem in a document's sidecar.

    `reason` is a code of the quarantine vocabulary, `value` says in words what is wrong, and `column` is the sidecar
    key that is wrong, if the problem concerns one key.
    """

    document_id: str | None
    reason: str
    value: str
    raw_path: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The place where a correction is written.

    `file` is the path below the raw folder, `line` the first line of the entry, `lines` the line of each of its keys.
    """

    file: str = ""
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str | None) -> int:
        """Return the line of a key, or the first line of the entry if the key has none."""
        return self.lines.get(key or "", self.line)


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision made by somebody about a fact, a person or a document.

    - `action`: what to do, a code of the vocabulary `correction-action`.
    - `who`, `when`, `why`: the author, the ISO date and the reason of the decision.
    - `table`, `row_id`: the fact that the correction is about.
    - `expect`, `set`, `row`: the values the fact should have now, the values to change, and the values of a fact to
      add; pairs of column and value as text, where None means an empty cell.
    - `document_id` and `quote`: the passage that backs a fact; or `document_id` alone: the document to remove.
    - `names`: all spellings of the name of a person to remove.
    - `source`: where the correction is written; ignored when corrections are compared.
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
        """Whether the correction removes a person or a document."""
        return self.action.startswith("remove-")

    @property
    def place(self) -> tuple[str, str, int]:
        """The sort key for applying corrections: date, then file, then the number of the entry in the file."""
        file, _, number = self.correction_id.rpartition(".")
        return (self.when, file, int(number)) if number.isdecimal() else (self.when, self.correction_id, 0)


def page_key(address: str | None) -> str | None:
    """Return a key that is equal for all spellings of the web address of one page.

    Scheme, case of the host, a slash at the very end and the fragment do not matter; the case of the path does, and so
    does a slash before the query. None for an empty address and for the bare address of a site, which templates often
    give as the address of every page.
    """
    parts = urlsplit(address or "")
    if not (path := parts.path.rstrip("/")) and not parts.query:
        return None
    host = parts.netloc.casefold()
    return f"{host}{parts.path}?{parts.query}".rstrip("/") if parts.query else f"{host}{path}"
