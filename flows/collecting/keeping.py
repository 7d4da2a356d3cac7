"""Documents are kept as they were received, each with its sidecar, and the log says so: in this order.

    raw/collected/SOURCE/NAME.html    the document, NAME a slug of its address
    raw/collected/SOURCE/NAME.yaml    its sidecar, there before the document is
    raw/fetches/2026-11.jsonl         a line once both are there

Each file is there whole or not at all. A run that is killed between two of these steps leaves a sidecar alone, which
the next run removes, or a document that the log does not know, which it takes up from its sidecar. Files are on the
disk when a source was gone through: what was kept before a power cut is believed only where its sha256 is as was said.
"""

from __future__ import annotations

import fcntl
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

FOLDER = "collected"
_LONGEST_NAME = 80
_SIDECAR = ".yaml"
# In C where that is to be had: it is ten times as fast.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# What the log and the sidecar both say of a fetch.
FETCHED = ("requested", "address", "page", "canonical", "status", "etag", "last_modified", "sha256", "text_sha256")
# Nobody reads a hidden file, whether it was left behind or not.
_UNFINISHED = ".unfinished-"


class Keeper:
    """What was collected under a folder of raw documents; several threads may keep what they have."""

    def __init__(self, raw: Path, store: Path | None = None) -> None:
        self.raw, self.log, self.lock = raw, Log(raw), threading.RLock()
        self._visits = Visits(store) if store else None
        self.state: State = self.log.read()
        self._paths = {path.stem: path for path in self._files() if path.suffix != _SIDECAR}

    def path_of(self, document: str | None) -> Path | None:
        """The file of a document, or None where it is not there (any more)."""
        return self._paths.get(document or "")

    def known(self, *addresses: str) -> Known | None:
        """The page that one of some addresses is of, the first that is known."""
        with self.lock:
            return self.state.known(*addresses)

    def recall(self, source: Source) -> None:
        """Take up what is remembered of the last visit to a source, as far as the log is still what it was then."""
        if self._visits:
            with self.lock:
                self._visits.recall(source, self.state)

    def remember(self, source: Source, places: Mapping[str, Validators]) -> None:
        """Remember for the next visit what a source gave in one that is over, and what its places may be asked with."""
        with self.lock:
            self.state.sources[source.name].places = dict(places)
            if self._visits:
                self._visits.remember(source, self.state)

    def tell(self, line: Line) -> None:
        """Add a line to the log, unless that says as much; with that of a source all that it brought is on the disk."""
        history = self.state.sources.get(line.source)
        if last := line.what == "source" and history is not None and bool(history.unsure):
            os.sync()  # all at once: one file after the other takes longer than to fetch it
        with self.lock:
            if self.state.repeats(line):
                self.state.note(line)
            else:
                self.log.write(line, last)
                self.state.add(line)

    def keep(self, body: bytes, suffix: str, sidecar: Mapping[str, Any], line: Line, known: Known | None) -> Line:
        """Put a document and its sidecar in their place, then tell the log: the line, with the document's name."""
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
        """Bring the files and the log together again after a run that was killed; how many documents it had kept."""
        taken = 0
        for path in list(self._files(unfinished=True)):
            if path.name.startswith(_UNFINISHED) or (
                path.suffix == _SIDECAR and path.stem not in {*self._paths, *self.state.documents}
            ):
                path.unlink()
        said = {name: sha256 for each in self.state.sources.values() for name, sha256 in each.unsure.items()}
        for name, path in sorted(self._paths.items()):
            line = _line_of(path, run, at) if name not in self.state.documents else None
            if (sha256 := line.sha256 if line else said.get(name)) and sha256 != _sha256(path):
                path.unlink()
                path.with_suffix(_SIDECAR).unlink(missing_ok=True)
                del self._paths[name]
            elif line:
                self.tell(line)
                taken += 1
        return taken

    def _files(self, unfinished: bool = False) -> Iterator[Path]:
        for path in sorted((self.raw / FOLDER).glob("*/*")):
            if path.is_file() and (unfinished or not path.name.startswith(".")):
                yield path

    def _name(self, page: str, at: str, known: Known | None) -> str:
        """A slug of an address, with what tells it from others like it; of a later version also when it came."""
        last = unquote(urlsplit(page).path).rstrip("/").rpartition("/")[2].rpartition(".")
        slug = slugify(last[0] or last[2], max_length=_LONGEST_NAME, word_boundary=True)
        name = "-".join(filter(None, (slug, hashlib.sha256(page_of(page).encode()).hexdigest()[:8])))
        if name not in self.state.documents and name not in self._paths:
            return name
        if known and known.document and self.path_of(known.document) is None:
            return known.document  # it was lost, and is back
        later = f"{name}-{at[:19].replace('-', '').replace(':', '').lower()}"
        taken = sum(each.startswith(later) for each in self._paths)
        return f"{later}-{taken + 1}" if taken else later


@contextmanager
def alone(raw: Path, store: Path | None = None) -> Iterator[Keeper]:
    """The keeper of a folder, for this process alone, mended. Raises `CannotRun` where another one collects there."""
    folder = Log(raw).folder
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"{raw}: another run is collecting into it; wait until it has ended") from None
        Log(raw).mend()
        yield Keeper(raw, store)
    finally:
        os.close(handle)


def _sidecar(content: Mapping[str, Any]) -> bytes:
    said = {**_given(content), FETCH: _given(content[FETCH])}
    text: str = yaml.dump(said, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def _given(content: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in content.items() if value not in (None, "", [])}
    return {key: value if isinstance(value, list | dict) else str(value) for key, value in given.items()}


def _line_of(path: Path, run: str, at: str) -> Line | None:
    """The line that a document should have had, from its sidecar; None for a document that was not collected."""
    try:
        said = load_yaml(path.with_suffix(_SIDECAR), MOST_BYTES)
    except WrongFile:
        return None
    fetch = said.get(FETCH) if isinstance(said, dict) else None
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
    """Put a file in its place, whole or not at all."""
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    unfinished.write_bytes(data)
    os.replace(unfinished, path)  # noqa: PTH105


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
