"""Make temporary folders, and write files atomically."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

# The command line can set this option too, like the others; it then sets it for all processes of a run.
TEMP_DIRECTORY = "INSPECTION_FACTS_TEMP_DIRECTORY"
_PREFIX = "inspection-facts-"
# A file in every temporary folder. It is locked for as long as the process lives that made the folder.
_IN_USE = ".in-use"


def temporary_folder(owner: object) -> Path:
    """Make a new folder in INSPECTION_FACTS_TEMP_DIRECTORY, or else in the system's temporary folder.

    It is deleted when `owner` is garbage-collected or this process ends, or by the next process if this one is killed.
    """
    parent = os.environ.get(TEMP_DIRECTORY) or tempfile.gettempdir()
    _delete_abandoned(parent)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    weakref.finalize(owner, _delete, folder, _marked(folder))
    return folder


class TemporaryFolder:
    """A temporary folder, at `path`, that is deleted when this object is garbage-collected."""

    def __init__(self) -> None:
        self.path = temporary_folder(self)


def _marked(folder: Path) -> IO[bytes]:
    """Mark a folder as in use for as long as the returned file is open."""
    mark = (folder / f"{_IN_USE}-soon").open("wb")
    with suppress(OSError):  # a file system without locks
        fcntl.flock(mark, fcntl.LOCK_EX)
        Path(mark.name).replace(folder / _IN_USE)  # only now, so that nobody ever sees it unlocked
    return mark


def _delete(folder: Path, mark: IO[bytes]) -> None:
    """Delete a folder, its mark last, so that the next process takes up what this one leaves if it is killed here."""
    with suppress(OSError):
        for each in folder.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            elif each.name != _IN_USE:
                each.unlink()
    mark.close()  # some network file systems delete no open file
    shutil.rmtree(folder, ignore_errors=True)


@cache
def _delete_abandoned(parent: str) -> None:
    """Delete the temporary folders of processes that were killed: a lock ends with its process."""
    for folder in Path(parent).glob(f"{_PREFIX}*"):
        # "r+b" fails for whatever is no file of ours, where "rb" could wait for ever.
        with suppress(OSError), (folder / _IN_USE).open("r+b") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _delete(folder, mark)


def written_whole(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as staged:
        staged.write(content)
    Path(staged.name).replace(path)
