"""The files of decisions: each is written once, whole or not at all, under a name that nothing else has.

A run that reads the folder meanwhile never sees half a file: what is being written has a hidden name.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

# Where files of decisions go that were taken back; hidden, so that no run reads them.
TAKEN_BACK = ".taken-back"
_OURS = "desk-"
_LOCK = ".desk-lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have the folder, made if need be, to oneself among all desks on it, those of other processes too."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file lets it go, and so does the end of the process, however it comes


def new_name(now: datetime, after: str = "") -> str:
    """A name for a file of decisions that sorts behind those made before, and behind `after`.

    Decisions of one day are followed in the order of the names of their files.
    """
    name = f"{_OURS}{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.yaml"
    while after and name <= after:
        name = f"z{name}"
    return name


def is_ours(name: str) -> bool:
    """Whether a desk wrote a file, by its name."""
    return name.lstrip("z").startswith(_OURS)


def put_new(folder: Path, name: str, content: bytes) -> None:
    """Write a file that is not there yet; when this returns it is on the disk. Raises `OSError`, and leaves nothing."""
    fresh = folder / f".{name}.new"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if (folder / name).exists():
            raise FileExistsError(17, "is there already", str(folder / name))
        fresh.rename(folder / name)  # nobody takes the name meanwhile: it is random, and desks lock the folder
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _to_disk(folder)


def take_back(folder: Path, name: str) -> None:
    """Put a file of decisions out of force; it is kept, and can be put back by hand."""
    aside = folder / TAKEN_BACK
    aside.mkdir(exist_ok=True)
    (folder / name).rename(aside / name)
    _to_disk(aside)
    _to_disk(folder)


def clear_unfinished(folder: Path) -> None:
    """Remove what a desk that was killed left half-written: nobody was told that it was kept. To be called locked."""
    for path in folder.glob(f".*{_OURS}*.yaml.new"):
        path.unlink(missing_ok=True)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
