"""Keep documents as they were received, each with its sidecar, and then log them. Files are written in this order:

    raw/collected/SOURCE/NAME.yaml    the sidecar; NAME is a slug of the address
    raw/collected/SOURCE/NAME.html    the document
    raw/fetches/2026-11.jsonl         a line of the log

Each file appears whole or not at all. A run that is killed between two of these steps leaves a sidecar without a
document, which the next run removes, or a document that is missing in the log, which the next run logs from its
sidecar. Files are forced to the disk only at the end of each visit to a source: after a power cut, a document of an
unfinished visit is trusted only if its SHA-256 is the logged one.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from slugify import slugify

from flows.collecting.addresses import page_of
from flows.collecting.fetching import Validators
from flows.collecting.log import Known, Line, Log, State
from flows.collecting.remembering import Visits
from flows.collecting.sources import Source
from flows.reading.sidecar import FETCH, MOST_BYTES
from flows.reading.yaml_files import WrongFile, load_yaml
from flows.refusals import CannotRun
from flows.storing.locks import locked

FOLDER = "collected"
_LONGEST_NAME = 80
_SIDECAR = ".yaml"
# The dumper in C, where it is installed, is ten times as fast.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# The fields of a fetch that stand both in the log and in the sidecar.
FETCHED = ("requested", "address", "page", "canonical", "status", "etag", "last_modified", "sha256", "text_sha256")
# Files being written have a name that begins with this. They are hidden, so no reader takes one that was left behind.
_UNFINISHED = ".unfinished-"


class Keeper:
    """The collected documents under a folder of raw documents, and their log. Safe for several threads."""

    def __init__(self, raw: Path, store: Path | None = None) -> None:
        self.raw, self.log, self.lock = raw, Log(raw), threading.RLock()
        self._visits = Visits(store) if store else None
        self.state: State = self.log.read()
        self._paths = {path.stem: path for path in self._files() if path.suffix != _SIDECAR}

    def path_of(self, document: str | None) -> Path | None:
        """Return the file of a document, or None if there is none (any more)."""
        return self._paths.get(document or "")

    def known(self, *addresses: str) -> Known | None:
        """Return the page of the first of some addresses that is known, or None."""
        with self.lock:
            return self.state.known(*addresses)

    def recall(self, source: Source) -> None:
        """Load what was remembered of the last visit to a source, if the log has not changed since."""
        if self._visits:
            with self.lock:
                self._visits.recall(source, self.state)

    def remember(self, source: Source, places: Mapping[str, Validators]) -> None:
        """Remember a finished visit; `places` are the validators of the places that were read, by address."""
        with self.lock:
            self.state.sources[source.name].places = dict(places)
            if self._visits:
                self._visits.remember(source, self.state)

    def tell(self, line: Line) -> None:
        """Add a line to the log, unless it repeats the last line about its subject.

        Before the line that ends the visit to a source is written, all files that the visit kept are forced to the
        disk.
        """
        history = self.state.sources.get(line.source)
        if last := line.what == "source" and history is not None and bool(history.unsure):
            os.sync()  # all files at once: to sync each by itself takes longer than to fetch it
        with self.lock:
            if self.state.repeats(line):
                self.state.note(line)
            else:
                self.log.write(line, last)
                self.state.add(line)

    def keep(self, body: bytes, suffix: str, sidecar: Mapping[str, Any], line: Line, known: Known | None) -> Line:
        """Write a document and its sidecar, log them, and return the line with the document's name.

        `known` is the page if it is known already; its new version gets a name of its own.
        """
        with self.lock:
            page = line.page or line.address or ""
            folder = self.raw / FOLDER / line.source
            folder.mkdir(parents=True, exist_ok=True)
            name = self._name(page, line.at, known)
            _write(folder / f"{name}{_SIDECAR}", _sidecar(sidecar))
            path = folder / f"{name}{suffix}"
            _write(path, body)
            self._paths[name] = path
            named = replace(line, document=name)
            self.tell(named)
            return named

    def recover(self, run: str, at: str) -> int:
        """Make files and log agree again after a run that was killed; return how many documents were added to the log.

        Removes unfinished files, sidecars without a document, and documents of unfinished visits whose SHA-256 is not
        the one in the log or, for a document that is not logged, in its sidecar. `run` and `at` go into the added
        lines.
        """
        added = 0
        for path in list(self._files(unfinished=True)):
            if path.name.startswith(_UNFINISHED) or (
                path.suffix == _SIDECAR and path.stem not in {*self._paths, *self.state.documents}
            ):
                path.unlink()
        logged = {name: sha256 for each in self.state.sources.values() for name, sha256 in each.unsure.items()}
        for name, path in sorted(self._paths.items()):
            line = _line_of(path, run, at) if name not in self.state.documents else None
            if (sha256 := line.sha256 if line else logged.get(name)) and sha256 != _sha256(path):
                path.unlink()
                path.with_suffix(_SIDECAR).unlink(missing_ok=True)
                del self._paths[name]
            elif line:
                self.tell(line)
                added += 1
        return added

    def _files(self, unfinished: bool = False) -> Iterator[Path]:
        """Yield the collected files in order; with `unfinished` also those that were not written whole."""
        for path in sorted((self.raw / FOLDER).glob("*/*")):
            if path.is_file() and (unfinished or not path.name.startswith(".")):
                yield path

    def _name(self, page: str, at: str, known: Known | None) -> str:
        """Return a new name for a document: a slug of its address and a short hash, for a later version also the time.

        A document whose file was lost gets its old name back.
        """
        last = unquote(urlsplit(page).path).rstrip("/").rpartition("/")[2].rpartition(".")
        slug = slugify(last[0] or last[2], max_length=_LONGEST_NAME, word_boundary=True)
        name = "-".join(filter(None, (slug, hashlib.sha256(page_of(page).encode()).hexdigest()[:8])))
        if name not in self.state.documents and name not in self._paths:
            return name
        if known and known.document and self.path_of(known.document) is None:
            return known.document  # its file was lost
        later = f"{name}-{at[:19].replace('-', '').replace(':', '').lower()}"
        taken = sum(each.startswith(later) for each in self._paths)
        return f"{later}-{taken + 1}" if taken else later


@contextmanager
def alone(raw: Path, store: Path | None = None) -> Iterator[Keeper]:
    """Give the keeper of a folder, locked for this process and with its log mended.

    Raises `CannotRun` if another process is collecting into the folder.
    """
    folder = Log(raw).folder
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, wait=False) as is_ours:
        if not is_ours:
            raise CannotRun(f"{raw}: another run is collecting into it; wait until it has ended")
        Log(raw).mend()
        yield Keeper(raw, store)


def _sidecar(content: Mapping[str, Any]) -> bytes:
    """Return a sidecar as YAML, without empty values."""
    filled = {**_filled(content), FETCH: _filled(content[FETCH])}
    text: str = yaml.dump(filled, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are not empty; all but lists and dicts as text."""
    filled = {key: value for key, value in content.items() if value not in (None, "", [])}
    return {key: value if isinstance(value, list | dict) else str(value) for key, value in filled.items()}


def _line_of(path: Path, run: str, at: str) -> Line | None:
    """Return the line that is missing in the log for a document, made from its sidecar.

    None if the sidecar does not say that the document was collected.
    """
    try:
        content = load_yaml(path.with_suffix(_SIDECAR), MOST_BYTES)
    except WrongFile:
        return None
    fetch = content.get(FETCH) if isinstance(content, dict) else None
    if not isinstance(fetch, dict) or not {"source", "page", "address", "sha256"} <= fetch.keys():
        return None
    fetched: dict[str, Any] = {name: fetch.get(name) for name in FETCHED}
    fetched["status"] = int(fetch.get("status", "200"))
    return Line(
        at=fetch.get("at", at),
        run=run,
        source=fetch["source"],
        what="document",
        outcome="new",
        why="taken up from its sidecar: the run that kept it was killed",
        bytes=path.stat().st_size,
        **fetched,
        document=path.stem,
    )


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    unfinished.write_bytes(data)
    os.replace(unfinished, path)  # noqa: PTH105


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
