"""Compute the keys under which extracted documents are stored."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from flows.reading.files import MOST_BYTES, raw_path
from flows.reading.sidecar import SUFFIXES


def key_of(path: Path, root: Path) -> str | None:
    """Return the key of a file in the store, a checksum of its path below `root`, its bytes and those of its sidecars.

    None if one of these files cannot be read, is too large or is not a regular file.
    """
    digest = hashlib.sha256(raw_path(path, root).encode())
    for file in (path, *map(path.with_suffix, SUFFIXES)):
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
                return None
            with file.open("rb", buffering=0) as opened:  # unbuffered, since the file is read at once
                digest.update(hashlib.sha256(opened.read()).digest())
        except FileNotFoundError:
            if file.is_symlink():  # a broken link is not the same as a missing sidecar
                return None
            digest.update(b"none")  # differs from the digest of an empty sidecar
        except OSError:
            return None
    return digest.hexdigest()
