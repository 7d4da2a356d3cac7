"""Addresses within the site: folder names made from identifiers, and links between pages."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

# Names that all file systems, web servers and object stores accept, and tell apart even if they ignore case.
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?")
_OTHER = re.compile(r"[^a-z0-9._+-]+")
# The longest folder name, and the length of a checksum in it, in characters.
_LONGEST = 150
_DIGEST = 10


def slug(identifier: str) -> str:
    """Return a folder name for an identifier: the identifier if it is fit, else its fit characters and a checksum.

    Different identifiers get different names: only a name with a checksum contains a `~`.
    """
    if len(identifier) <= _LONGEST and _PLAIN.fullmatch(identifier):
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    readable = _OTHER.sub("-", identifier.lower())[: _LONGEST - _DIGEST - 1].strip("-._+")
    return f"{readable}~{digest}"


@lru_cache(20_000)  # most links of a page are those of all pages
def to_page(root: str, place: str) -> str:
    """Return the relative address of a page or file; `root` is as of `root_of`, `place` the path below the first page.

    The address of a folder ends in `index.html`, so that a site works without a web server.
    """
    file = "index.html" if not place or place.endswith("/") else ""
    return root + quote(place, safe="/-._~") + file


def root_of(place: str) -> str:
    """Return the relative path from a page up to the first page, such as `../../`."""
    return "../" * place.count("/")


def web_address(address: str | None) -> str | None:
    """Return the address if it is one of the web (http or https), else None: a `javascript:` link would be a risk."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else None
