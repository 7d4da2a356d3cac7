"""Where releases are kept: a folder, or an address in an object store such as `s3://BUCKET/PREFIX`."""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

# Amazon S3 and whatever speaks like it, Google Cloud Storage, Azure Blob Storage.
SCHEMES = ("s3://", "gs://", "az://")


def is_address(text: object) -> bool:
    """Whether this names a place in an object store rather than one on the disk."""
    return isinstance(text, str) and text.startswith(SCHEMES)


def path_or_address(text: str) -> Path | str:
    """What somebody gave as a place: an address as it is, without slashes at its end, anything else as a path."""
    if not text:
        raise argparse.ArgumentTypeError("a place must not be empty")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text) and not re.match(r"(s3|gs|az)://[^/]", text):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a folder nor an address such as s3://BUCKET/PREFIX")
    return text.rstrip("/") if is_address(text) else Path(text)


def folder_and_address(place: Path | str) -> tuple[Path, str | None]:
    """The folder that a run works in, and the address that its releases go to, if they do not stay in the folder."""
    if not isinstance(place, str) or not is_address(place):
        return Path(place), None
    return working_folder(place), place


def working_folder(address: str) -> Path:
    """Where the copy is kept of what a run needs of an object store: it can be deleted at any time."""
    from flows.storing.store import cache_folder  # it needs Arrow, and every command reads this module

    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", address.partition("://")[2])[:40]
    return cache_folder() / "object-stores" / f"{name}-{digest}"
