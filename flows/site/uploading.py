"""Uploads the folder of a site to an object store that serves web pages: sends changed files, removes obsolete ones.

An object in the store lists the checksums of all uploaded files. It is written after all files are uploaded: if an
upload is killed, the next one sends all files that are not listed again.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from flows.refusals import CannotRun, WrongPath
from flows.site.writing import MARKER
from flows.storing.objects import Objects

# Send this many files at the same time: they are small, and most of the time is spent waiting.
_AT_A_TIME = 16
# Media types that `mimetypes` does not know on every machine, or names differently on some.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The result of an upload: how many files the site has, and how many were sent and removed."""

    files: int
    sent: int
    removed: int


def upload(folder: Path, objects: Objects) -> Uploaded:
    """Make the objects at an address equal to the files in the folder of a site.

    Raises `WrongPath` if there is something else than a site at the address, `CannotRun` if the store cannot be used or
    if somebody else uploaded the site meanwhile.
    """
    seen = objects.read(MARKER)
    if seen is None and objects.sizes(""):
        raise WrongPath(f"{objects.address}: holds something else than a site; give an empty place with --to")
    before: dict[str, str] = json.loads(seen.content) if seen else {}
    now = {name: _checksum(folder / name) for name in _names(folder)}
    changed = [name for name, checksum in now.items() if before.get(name) != checksum]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        [*pool.map(lambda name: objects.put(name, folder / name, media_type(name)), changed)]
    if now != before and not objects.swap(MARKER, json.dumps(now, indent=0).encode(), seen):
        raise CannotRun(f"{objects.address}: somebody else published the site meanwhile; publish it again")
    gone = sorted(before.keys() - now.keys())
    objects.delete(gone)
    return Uploaded(len(now), len(changed), len(gone))


def media_type(name: str) -> str:
    """Return the media type with which a web server is to deliver a file."""
    known = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def _names(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
