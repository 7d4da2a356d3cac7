"""Addresses within the site: where the page of anything is, whatever its identifier is made of."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

# What file systems, web servers and object stores all take in a name, and no two of them take for one.
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?")
_OTHER = re.compile(r"[^a-z0-9._+-]+")
_LONGEST = 150
_DIGEST = 10


def slug(identifier: str) -> str:
    """A folder name for an identifier: itself if it can be one, else what can be read of it with a checksum.

    Two identifiers never have the same one: only names with a checksum have a `~`.
    """
    if len(identifier) <= _LONGEST and _PLAIN.fullmatch(identifier):
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    readable = _OTHER.sub("-", identifier.lower())[: _LONGEST - _DIGEST - 1].strip("-._+")
    return f"{readable}~{digest}"


@lru_cache(20_000)  # most links of a page are those of all pages
def to_page(root: str, place: str) -> str:
    """The address of a page from another: `root` leads up to the first page, `place` is a folder or file below it.

    The file is named, so that a site works without a web server.
    """
    file = "index.html" if not place or place.endswith("/") else ""
    return root + quote(place, safe="/-._~") + file


def root_of(place: str) -> str:
    """What leads from a page up to the first one."""
    return "../" * place.count("/")


def web_address(address: str | None) -> str | None:
    """An address that may be linked to, if it is one of a web page; None for any other, such as a script."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else None
