"""The log of fetches: JSON lines that are only ever added to, one file for each month, and what they say by now.

A line is written when something happened: a document came, changed or is gone, an address fails, fails otherwise or is
back. What it said before is not written again, and a visit without news writes nothing: what only the next visit needs
(when an address was last asked for, and what to ask it with) is `remembering`'s.

Every line has every key, so that DuckDB reads all of it with `read_json('raw/fetches/*.jsonl')`.
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
# What an address has is the document that stands.
_STANDS = frozenset({"new", "changed", "same", "not-modified"})
# What was asked for and came to a document, new or known.
GOOD = _STANDS | {"duplicate"}
# Failures that pass by themselves: the address is due again in the next run.
PASSING = frozenset({"network", "too-slow", "status", "come-back-later", "host-down", "encoding", "robots-unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `what` is a `document`, a `place` that was looked in, or a `source` that was gone through.

    `requested` is the address that was asked for, `address` the last one after redirects, `page` the one that all
    versions of the document go by; `modified` is what the place said of it. `document` is the one that stands.
    Of a source, `outcomes` counts what became of its addresses in that visit.
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
    """What is known of a page: the last good version, when it was last asked for, and what it said to know it by."""

    page: str
    source: str
    document: str | None = None
    sha256: str | None = None
    validators: Validators | None = None
    checked_at: datetime | None = None


@dataclass(slots=True)
class History:
    """When a source was first visited, when it last brought something, and what came of the last visit in the log.

    `done_at` is when a visit last came to its end, with nothing left. `places` may be asked whether they have changed
    since: all that they gave was taken. Of documents that are `unsure`, since their visit did not come to its end,
    nobody knows whether the disk has all; each with its sha256. `is_open` says that lines stand in the log after the
    last one of a visit, and `digest` is of all its lines.
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
        """Take up one line more."""
        self.digest = hashlib.sha256(f"{self.digest}{line!r}".encode()).hexdigest()
        self.is_open = line.what != "source"
        if line.what == "source":
            self.visited_at, self.outcomes, self.unsure = at, line.outcomes or {}, {}


@dataclass(slots=True)
class State:
    """What all lines of the log say together.

    Pages go by what all spellings of their address have in common; `aliases`, `texts` and `canonicals` lead to them.
    """

    pages: dict[str, Known] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    canonicals: dict[str, str] = field(default_factory=dict)
    modified: dict[str, str | None] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    sources: dict[str, History] = field(default_factory=dict)
    # The last line about each address, by what it is and the address.
    _last: dict[tuple[str, str, str], Line] = field(default_factory=dict)

    def known(self, *addresses: str | None) -> Known | None:
        """The page that one of some addresses is of, the first that is known."""
        keys = (page_of(address) for address in addresses if address)
        return next((self.pages[self.aliases[key]] for key in keys if key in self.aliases), None)

    def add(self, line: Line) -> None:
        """Take up one line more of the log."""
        at = datetime.fromisoformat(line.at)
        history = self.sources.setdefault(line.source, History(at))
        history.add(line, at)
        if line.what == "document":
            self._add_document(line, history, at)
        self._last[_about(line)] = line
        if line.outcome in _STANDS:  # where its address led to may be asked for by itself the next time
            self._last.setdefault(_document(line.page or ""), line)
        self.note(line)

    def note(self, line: Line) -> None:
        """Take up what a line says that only the next visit needs, whether or not it stands in the log."""
        at = datetime.fromisoformat(line.at)
        if line.what == "document":
            self._check(line, at)
        elif line.what == "source" and line.outcome == "done":
            self.sources[line.source].done_at = at

    def repeats(self, line: Line) -> bool:
        """Whether a line has nothing to say that the last one about its address, or its source, did not say."""
        if line.what == "source":
            history = self.sources.get(line.source)
            return history is not None and not history.is_open
        last = self._last.get(_about(line))
        return last is not None and line.outcome not in ("new", "changed") and _saying(line) == _saying(last)

    def _check(self, line: Line, at: datetime) -> None:
        """A page was asked for, under its own address or another: it is not due soon, unless that failed in passing."""
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


def _about(line: Line) -> tuple[str, str, str]:
    """What a line is about: a document, whichever source it is of, or a place of a source."""
    if line.what == "document":
        return _document(line.requested or line.page or "")
    return line.what, line.source, line.requested or ""


def _document(address: str) -> tuple[str, str, str]:
    return "document", "", page_of(address)


def _saying(line: Line) -> tuple[str | int | None, ...]:
    """What became of an address."""
    if line.outcome in _STANDS or line.outcome == "looked":
        return "stands", line.address, line.document
    return line.outcome, line.why if line.outcome == "failed" else None, line.status, line.address


class Log:
    """The files of the log under a folder of raw documents."""

    def __init__(self, raw: Path) -> None:
        self.folder = raw / FOLDER

    def mend(self) -> None:
        """Cut off a last line that was not written whole: nobody had read it. Whoever calls has the folder alone."""
        for path in self._files():
            data = path.read_bytes()
            if data and not data.endswith(b"\n"):
                os.truncate(path, data.rfind(b"\n") + 1)

    def read(self) -> State:
        """What the log says. Raises `CannotRun` for a line that is none."""
        state = State()
        for path in self._files():
            with path.open(encoding="utf-8") as file:
                for number, text in enumerate(file, 1):
                    if text.endswith("\n"):
                        state.add(_line(text, path, number))
        return state

    def write(self, line: Line, last: bool = False) -> None:
        """Add a line; the `last` of a visit has all before it on the disk, too. In ASCII: nothing in it can break it or
        steer a terminal."""
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
    """This moment, as lines and sidecars have it: without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def _line(text: str, path: Path, number: int) -> Line:
    try:
        content = json.loads(text)
        line = Line(**{key: value for key, value in content.items() if key in _FIELDS})
        datetime.fromisoformat(line.at)
    except (ValueError, TypeError, AttributeError):
        raise CannotRun(f"{path}:{number}: is no line of a log of fetches; restore the file") from None
    return line
