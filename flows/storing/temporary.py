"""Make temporary folders, and write files atomically."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

# The command line can set this option too, like the others; it then sets it for all processes of a run.
TEMP_DIRECTORY = "INSPECTION_FACTS_TEMP_DIRECTORY"


def temporary_folder() -> str:
    """Make a new folder in INSPECTION_FACTS_TEMP_DIRECTORY, or else in the system's temporary folder.

    The caller must delete it.
    """
    return tempfile.mkdtemp(prefix="inspection-facts-", dir=os.environ.get(TEMP_DIRECTORY) or None)


class TemporaryFolder:
    """A temporary folder, at `path`, that is deleted when this object is garbage-collected."""

    def __init__(self) -> None:
        self.path = Path(temporary_folder())
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def written_whole(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as staged:
        staged.write(content)
    Path(staged.name).replace(path)
