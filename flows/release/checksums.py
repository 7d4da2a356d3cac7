"""SHA256SUMS: the checksum of every file of a release, in the format of `sha256sum -c`."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

from schemas.problems import Problem

NAME = "SHA256SUMS"
# Files that desktop programs leave in a folder that somebody opens: hidden files, lock files, thumbnails.
_DESKTOP_FILES = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 checksum of a file, in hexadecimal."""
    if not path.is_file():  # opening a pipe would wait for ever
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def raw_file(raw: Path, raw_path: object, sha256: str | None = None) -> Path | None:
    """Return the file at `raw_path` below the folder `raw`; `raw_path` comes from a release and is not trusted.

    None if the file is gone, outside the folder or not readable or, if `sha256` is given, has another checksum.
    """
    try:
        path = (raw / str(raw_path)).resolve()
        if not (path.is_relative_to(raw.resolve()) and path.is_file()):
            return None
        return path if sha256 is None or sha256_of(path) == sha256 else None
    except (OSError, ValueError):
        return None


def digests(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """Return the checksums of files of a folder by name, computed on all cores."""
    with ThreadPoolExecutor() as pool:
        return dict(zip(names, pool.map(lambda name: sha256_of(folder / name), names), strict=True))


def names_in(folder: Path) -> list[str]:
    """Return the sorted relative paths of all files below a folder, such as `schemas/ratings.jsonschema.json`."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def write(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write SHA256SUMS of all files of a folder into it; checksums in `known`, by file name, are not computed again."""
    names = [name for name in names_in(folder) if name != NAME]
    found = {**digests(folder, [name for name in names if name not in known]), **known}
    lines = [f"{found[name]}  {name}\n" for name in names]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def recorded(folder: Path) -> dict[str, str]:
    """Return the checksums in SHA256SUMS by file name. Raises OSError or ValueError if it cannot be read."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return dict(line.split("  ", 1)[::-1] for line in lines if "  " in line)


def problems(folder: Path, *, contents: bool = True) -> Iterator[Problem]:
    """Yield files that are missing, changed or not listed in SHA256SUMS.

    Without `contents`, files are not read, so changed files are not noticed.
    """
    try:
        listed = recorded(folder)
    except (OSError, ValueError):
        yield Problem(NAME, "is missing or cannot be read: is this the folder of a release?")
        return
    names = (name for name in names_in(folder) if not _DESKTOP_FILES.fullmatch(name.rpartition("/")[2]))
    present = {name for name in names if name != NAME}
    read = [name for name in sorted(present & set(listed)) if (folder / name).is_file()] if contents else []
    found = digests(folder, read) if contents else listed
    for name in sorted(present | set(listed)):
        if name not in present:
            yield Problem(name, f"is missing: {NAME} lists it")
        elif name not in listed:
            yield Problem(name, f"does not belong to the release: {NAME} does not list it")
        elif found.get(name) != listed[name]:
            yield Problem(name, f"was changed: its checksum is not the one in {NAME}")
