"""Tell folders from addresses in object stores, such as `s3://BUCKET/PREFIX`: releases can be kept in either."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

# Amazon S3 and stores compatible with it, Google Cloud Storage, Azure Blob Storage.
SCHEMES = ("s3://", "gs://", "az://")


def is_address(text: object) -> bool:
    """Whether a text is an address in an object store rather than a path on disk."""
    return isinstance(text, str) and text.startswith(SCHEMES)


def path_or_address(text: str) -> Path | str:
    """Return an address without slashes at its end, and any other text as a path."""
    return text.rstrip("/") if is_address(text) else Path(text)


def folder_and_address(place: Path | str) -> tuple[Path, str | None]:
    """Return the folder that a run works in, and the address that its releases are sent to; None for a folder."""
    if not isinstance(place, str) or not is_address(place):
        return Path(place), None
    return working_folder(place), place


def working_folder(address: str) -> Path:
    """Return the folder of the local copy of an object store's releases; it can be deleted at any time."""
    from flows.storing.store import cache_folder  # here, so that not every command imports Arrow

    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", address.partition("://")[2])[:40]
    return cache_folder() / "object-stores" / f"{name}-{digest}"
