"""The log of fetches: JSON lines that are only ever added, in one file a month, and the state that all lines add up to.

A line is written when something happened: a document came, changed or is gone, or an address fails, fails for another
reason or works again. A line that would repeat the last one about its subject is not written, so a visit without news
writes nothing. What only the next visit needs (when an address was last requested, and its validators) is kept by
`remembering`.

Every line has every key, so that DuckDB can read the whole log with `read_json('raw/fetches/*.jsonl')`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path

from flows.collecting.addresses import page_of
from flows.collecting.fetching import Validators
from flows.refusals import CannotRun

FOLDER = "fetches"
# Outcomes of a request that led to the document that is kept for the address, new or known.
_KEPT = frozenset({"new", "changed", "same", "not-modified"})
# Outcomes after which there is nothing to look at: also a document whose text is kept under another address.
GOOD = _KEPT | {"duplicate"}
# Reasons of failures that may pass by themselves: the address is due again in the next run.
PASSING = frozenset({"network", "too-slow", "status", "come-back-later", "host-down", "encoding", "robots-unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log.

    - `at`: when it happened, in ISO 8601 (UTC).
    - `run`: name of the run; `source`: name of the source.
    - `what`: what the line is about: a `document`, a `place` that was looked in, or a `source` whose visit ended.
    - `outcome`: for a document one of `reporting.OUTCOMES`, for a place `looked`, `not-modified` or `failed`, for a
      source `done` or `partly`.
    - `why`: reason of a failure, a key of `failures.REASONS`.
    - `requested`: the address that was requested; `address`: the last address after redirects; `page`: the address
      under which all versions of the document are known; `canonical`: the address that the page declares as its own.
    - `status`, `etag`, `last_modified`, `media_type`: from the answer.
    - `modified`: when the place says that the document was changed.
    - `bytes`: received over the network; `sha256`: of the body.
    - `text_sha256`, `characters`: of the text that was read; the checksum disregards white space.
    - `document`: name of the document that is kept for the page.
    - `found`: number of addresses in a place or a source; `left`: how many of them are left for the next run;
      `outcomes`: of a source, how many of its addresses had each outcome in the visit.
    """

    at: str
    run: str
    source: str
    what: str
    outcome: str
    why: str | None = None
    requested: str | None = None
    address: str | None = None
    page: str | None = None
    canonical: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    modified: str | None = None
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    text_sha256: str | None = None
    characters: int | None = None
    document: str | None = None
    found: int | None = None
    left: int | None = None
    outcomes: dict[str, int] | None = None


_FIELDS = tuple(each.name for each in fields(Line))


@dataclass(slots=True)
class Known:
    """A page that is known.

    - `page`: the address under which its versions are known; `source`: the source that found it first.
    - `document`: name of its last good version.
    - `sha256` and `validators`: of the last body that was this version, though perhaps with another counter or date in
      it.
    - `checked_at`: when it was last requested, unless that failed in a way that may pass.
    """

    page: str
    source: str
    document: str | None = None
    sha256: str | None = None
    validators: Validators | None = None
    checked_at: datetime | None = None


@dataclass(slots=True)
class History:
    """What happened to one source by now.

    - `first_at`: time of its first line; `visited_at`: time of the last line that ends a visit.
    - `done_at`: when a visit last ended with nothing left, whether or not that is in the log.
    - `brought_at`: when it last brought a new document or version.
    - `outcomes`: of the last visit in the log, how many addresses had each outcome.
    - `unsure`: SHA-256 by name of the documents kept since the last visit that ended: they may not be on the disk yet.
    - `places`: validators by address of the places whose entries have all been taken.
    - `is_open`: whether the log has lines after the last one that ends a visit; `digest`: SHA-256 over all its lines.
    """

    first_at: datetime
    visited_at: datetime | None = None
    done_at: datetime | None = None
    brought_at: datetime | None = None
    outcomes: dict[str, int] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    places: dict[str, Validators] = field(default_factory=dict)
    is_open: bool = True
    digest: str = ""

    def add(self, line: Line, at: datetime) -> None:
        """Take in the next line about the source."""
        self.digest = hashlib.sha256(f"{self.digest}{line!r}".encode()).hexdigest()
        self.is_open = line.what != "source"
        if line.what == "source":
            self.visited_at, self.outcomes, self.unsure = at, line.outcomes or {}, {}


@dataclass(slots=True)
class State:
    """What all lines of the log say together.

    - `pages`: pages by their key, as `page_of` makes it of an address.
    - `aliases`: keys of pages by the key of every address that led to them.
    - `texts`: keys of pages by the SHA-256 of each text they had.
    - `canonicals`: keys of pages by the key of the address that they declare as their own.
    - `modified`: when its place said an address was changed, as of the last request for it; by the key of the address.
    - `documents`: names of all documents in the log.
    - `sources`: history of each source, by name.
    """

    pages: dict[str, Known] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    canonicals: dict[str, str] = field(default_factory=dict)
    modified: dict[str, str | None] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    sources: dict[str, History] = field(default_factory=dict)
    # The last line about each subject, as `_subject` names it.
    _last: dict[tuple[str, str, str], Line] = field(default_factory=dict)

    def known(self, *addresses: str | None) -> Known | None:
        """Return the page of the first of some addresses that is known, or None."""
        keys = (page_of(address) for address in addresses if address)
        return next((self.pages[self.aliases[key]] for key in keys if key in self.aliases), None)

    def add(self, line: Line) -> None:
        """Take in the next line of the log."""
        at = datetime.fromisoformat(line.at)
        history = self.sources.setdefault(line.source, History(at))
        history.add(line, at)
        if line.what == "document":
            self._add_document(line, history, at)
        self._last[_subject(line)] = line
        if line.outcome in _KEPT:  # next time the page itself may be requested, not the address that led to it
            self._last.setdefault(_document_subject(line.page or ""), line)
        self.note(line)

    def note(self, line: Line) -> None:
        """Take in what only the next visit needs to know of a line, whether or not the line is written to the log."""
        at = datetime.fromisoformat(line.at)
        if line.what == "document":
            self._note_request(line, at)
        elif line.what == "source" and line.outcome == "done":
            self.sources[line.source].done_at = at

    def repeats(self, line: Line) -> bool:
        """Whether a line says nothing that the last line about the same address or source did not say."""
        if line.what == "source":
            history = self.sources.get(line.source)
            return history is not None and not history.is_open
        last = self._last.get(_subject(line))
        return last is not None and line.outcome not in ("new", "changed") and _news(line) == _news(last)

    def _note_request(self, line: Line, at: datetime) -> None:
        """Note that a page was requested, so that it is not due soon. A failure that may pass does not count."""
        if line.outcome == "failed" and line.why in PASSING:
            return
        page = line.page or line.address or line.requested or ""
        for address in (page, line.requested):
            if known := self.pages.get(page_of(address or "")):
                known.checked_at = at
        self.modified[page_of(line.requested or page)] = line.modified
        self.modified.setdefault(page_of(page), line.modified)
        if line.outcome in ("new", "changed", "same"):
            known = self.pages[page_of(page)]
            known.sha256 = line.sha256
            known.validators = Validators(line.address or page, line.etag, line.last_modified)

    def _add_document(self, line: Line, history: History, at: datetime) -> None:
        page = line.page or line.address or line.requested or ""
        key = page_of(page)
        known = self.pages.setdefault(key, Known(page, line.source))
        self.aliases[key] = key
        for address in (line.requested, line.address):
            if address:
                self.aliases.setdefault(page_of(address), key)
        if line.outcome not in GOOD:
            return
        known.document = line.document or known.document
        if line.outcome in ("new", "changed"):
            history.brought_at = at
            if line.document:
                self.documents.add(line.document)
                history.unsure[line.document] = line.sha256 or ""
            if line.text_sha256:
                self.texts[line.text_sha256] = key
            if line.canonical:
                self.canonicals.setdefault(page_of(line.canonical), key)


def _subject(line: Line) -> tuple[str, str, str]:
    """Return what a line is about: a document, whichever source found it, or a source or one of its places."""
    if line.what == "document":
        return _document_subject(line.requested or line.page or "")
    return line.what, line.source, line.requested or ""


def _document_subject(address: str) -> tuple[str, str, str]:
    """Return the subject of lines about the document at an address."""
    return "document", "", page_of(address)


def _news(line: Line) -> tuple[str | int | None, ...]:
    """Return what a line says about its subject; a line that says the same as the last one is not written."""
    if line.outcome in _KEPT or line.outcome == "looked":
        return "stands", line.address, line.document
    return line.outcome, line.why if line.outcome == "failed" else None, line.status, line.address


class Log:
    """The files of the log under a folder of raw documents."""

    def __init__(self, raw: Path) -> None:
        self.folder = raw / FOLDER

    def mend(self) -> None:
        """Cut off a last line that was not written whole. The caller must have locked the folder."""
        for path in self._files():
            data = path.read_bytes()
            if data and not data.endswith(b"\n"):
                os.truncate(path, data.rfind(b"\n") + 1)

    def read(self) -> State:
        """Read the whole log. Raises `CannotRun` for a line that cannot be read."""
        state = State()
        for path in self._files():
            with path.open(encoding="utf-8") as file:
                for number, text in enumerate(file, 1):
                    if text.endswith("\n"):
                        state.add(_line(text, path, number))
        return state

    def write(self, line: Line, last: bool = False) -> None:
        """Append a line; with `last`, which ends a visit, force the file to the disk.

        Lines are ASCII, so that no character in them can break a line or control a terminal.
        """
        content = {name: getattr(line, name) for name in _FIELDS}
        data = (json.dumps(content) + "\n").encode("ascii")
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / f"{line.at[:7]}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, data)
            if last:
                os.fsync(handle)
        finally:
            os.close(handle)

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self.folder.glob("*.jsonl")))


def now() -> datetime:
    """Return the current time in UTC, without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def _line(text: str, path: Path, number: int) -> Line:
    try:
        content = json.loads(text)
        line = Line(**{key: value for key, value in content.items() if key in _FIELDS})
        datetime.fromisoformat(line.at)
    except (ValueError, TypeError, AttributeError):
        raise CannotRun(f"{path}:{number}: is no line of a log of fetches; restore the file") from None
    return line
