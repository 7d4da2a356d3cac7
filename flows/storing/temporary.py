"""Folders for what is needed only for a while."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

# As other options, this can be given on the command line, which sets it for all processes of a run.
TEMP_DIRECTORY = "INSPECTION_FACTS_TEMP_DIRECTORY"


def temporary_folder() -> str:
    """A new folder where INSPECTION_FACTS_TEMP_DIRECTORY says, else where the system has such; who asks deletes it."""
    return tempfile.mkdtemp(prefix="inspection-facts-", dir=os.environ.get(TEMP_DIRECTORY) or None)


class Beside:
    """A temporary folder, which is there as long as somebody has this."""

    def __init__(self) -> None:
        self.path = Path(temporary_folder())
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def written_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as staged:
        staged.write(content)
    Path(staged.name).replace(path)
