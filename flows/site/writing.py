"""Writes the folder of a site: only new and changed files are written, and obsolete files are removed."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from flows.refusals import WrongPath

# A file in every folder that a site was built in; nothing is written to or removed from other folders with files.
MARKER = ".inspection-facts-site"


def check_folder(folder: Path, option: str = "--to") -> None:
    """Raise WrongPath if a folder contains something else than a site; `option` is named in the message."""
    if folder.exists() and not folder.is_dir():
        raise WrongPath(f"{folder}: is not a folder; give one for the site with {option}")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise WrongPath(f"{folder}: holds something else than a site; give an empty or a new folder with {option}")


def prepare(folder: Path) -> None:
    """Create and mark the folder of a site. Raises WrongPath as `check_folder` does."""
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()


def put(folder: Path, name: str, content: bytes) -> bool:
    """Write a file in one step, unless it exists with this content; returns whether it was written."""
    path = folder / name
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == len(content) and file.read() == content:
                return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name[:80]}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
    return True


def tidy(folder: Path, kept: Collection[str]) -> int:
    """Remove all files that are not in `kept`, and empty folders; returns the number of removed files."""
    wanted, removed = {*kept, MARKER}, 0
    for parent, _folders, names in os.walk(folder, topdown=False):
        where = Path(parent)
        below = where.relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        for name in names:
            if prefix + name not in wanted:
                (where / name).unlink()
                removed += 1
        with suppress(OSError):  # it is not empty
            if prefix:
                where.rmdir()
    return removed
