"""Locks against other processes; a lock ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.storing.temporary import TemporaryFolder


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a folder, or a file, which is made if there is none, and give whether that worked.

    While another process holds the lock, this waits or, without `wait`, gives False.
    """
    handle, is_ours = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o600), False
    try:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = True
        yield is_ours
    finally:
        os.close(handle)


@contextmanager
def exclusive_folder(folder: Path) -> Iterator[Path]:
    """Provide a folder that no other process uses: the given one or, if it is in use, a temporary one."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_name(f"{folder.name}.lock"), wait=False) as is_ours:
        temporary = None if is_ours else TemporaryFolder()
        yield temporary.path if temporary else folder
