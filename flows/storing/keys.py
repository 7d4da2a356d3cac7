"""What an entry is found by."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from flows.reading.files import MOST_BYTES, raw_path
from flows.reading.sidecar import SUFFIXES


def key_of(path: Path, root: Path) -> str | None:
    """What an entry is found by: the file's place, its bytes, and those of its sidecars; None if it cannot be had."""
    digest = hashlib.sha256(raw_path(path, root).encode())
    for file in (path, *map(path.with_suffix, SUFFIXES)):
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
                return None
            with file.open("rb", buffering=0) as opened:  # whole at once
                digest.update(hashlib.sha256(opened.read()).digest())
        except FileNotFoundError:
            if file.is_symlink():  # a sidecar that leads to nothing is not none
                return None
            digest.update(b"none")  # an empty one is another thing
        except OSError:
            return None
    return digest.hexdigest()
