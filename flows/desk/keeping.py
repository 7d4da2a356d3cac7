"""Writes files of decisions: each under a new unique name, whole or not at all.

A run that reads the folder at the same time never sees half a file, because a file has a hidden name until it is whole.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flows.release.releases import sync
from flows.storing import locks

# The folder of decisions that were taken back; hidden, so that no run reads them.
TAKEN_BACK = ".taken-back"
# The prefix of the names of files that a desk wrote.
_PREFIX = "desk-"
_LOCK = ".desk-lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder against all other desks, in other processes too; the folder is made if it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    with locks.locked(folder / _LOCK):
        yield


def new_name(now: datetime, after: str = "") -> str:
    """Return a unique name for a new file of decisions that sorts behind earlier ones and behind the name `after`.

    The order matters: a run applies the decisions of one day in the order of the names of their files.
    """
    name = f"{_PREFIX}{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.yaml"
    while after and name <= after:
        name = f"z{name}"
    return name


def is_ours(name: str) -> bool:
    """Whether a desk wrote the file of this name."""
    return name.lstrip("z").startswith(_PREFIX)


def write_new(folder: Path, name: str, content: bytes) -> None:
    """Write a new file and flush it to the disk; on OSError, which is raised, nothing is left behind."""
    fresh = folder / f".{name}.new"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if (folder / name).exists():
            raise FileExistsError(17, "is there already", str(folder / name))
        fresh.rename(folder / name)  # the name is still free: it is random, and desks lock the folder
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync(folder)


def take_back(folder: Path, name: str) -> None:
    """Move a file of decisions to `TAKEN_BACK`, from where a person can move it back."""
    taken_back = folder / TAKEN_BACK
    taken_back.mkdir(exist_ok=True)
    (folder / name).rename(taken_back / name)
    sync(taken_back)
    sync(folder)


def clear_unfinished(folder: Path) -> None:
    """Remove files that a killed desk left half-written; nobody was told that their decisions were accepted.

    Call this only with the folder `locked`.
    """
    for path in folder.glob(f".*{_PREFIX}*.yaml.new"):
        path.unlink(missing_ok=True)
