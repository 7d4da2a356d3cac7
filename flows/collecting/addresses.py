"""Web addresses: which may be asked for, which count as documents, and which spellings mean one page.

Nothing here looks at where a host is: that is for `resolving`, when a connection is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna
from courlan import normalize_url

from flows.reading.document import same_page

LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
# What browsers take out of an address before they read it.
_IGNORED = dict.fromkeys(map(ord, "\t\r\n"))
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]|"


def clean(address: str, base: str | None = None) -> str | None:
    """The address as it can be asked for, or None where it is none that this project asks for.

    Only http and https, without user or password, without fragment, the host in lower-case ASCII without a last dot,
    no port where it is the usual one, and only printable ASCII.
    """
    if not (plain := address.strip().translate(_IGNORED)):
        return None
    try:
        joined = urljoin(base, plain) if base else plain
        parts = urlsplit(joined)
        host = _host(parts.hostname or "")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or "\\" in joined:
        return None
    where = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    # Steps upwards are taken here, so that no address counts for where it only seems to lead.
    path = urlsplit(urljoin(f"{parts.scheme}://{where}/", "/" + parts.path.lstrip("/"))).path
    path, query = quote(path, _KEPT_IN_PATH), quote(parts.query, _KEPT_IN_QUERY)
    found = urlunsplit((parts.scheme, where, path, query, ""))
    return found if len(found) <= LONGEST else None


def _host(host: str) -> str:
    """A name or number of a host as it goes into a request; raises ValueError for what is neither."""
    host = host.rstrip(".")
    if ":" in host:  # an address of IPv6, whose zone would name an interface of this machine
        return "" if "%" in host else f"[{host.lower()}]"
    if host.isascii():
        return host.lower() if all(each.isalnum() or each in "-._" for each in host) else ""
    return idna.encode(host, uts46=True).decode("ascii")


def site_of(address: str) -> str:
    """The host of a clean address, with the port if it has one: what the `hosts` of a source are compared with."""
    return urlsplit(address).netloc


def host_of(address: str) -> str:
    """The host of a clean address without its port: the machine that is sent one request at a time."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Scheme, host and port of a clean address: what a robots.txt is about."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(100_000)
def page_of(address: str) -> str:
    """What all spellings of a page's address have in common: no scheme, fragment, last slash or tracking parameter."""
    try:
        plain = str(normalize_url(address, strict=False, trailing_slash=False))
    except ValueError:
        plain = address
    return same_page(plain) or site_of(address)


def without_scheme(address: str) -> str:
    """The address as patterns are written: host, path and query."""
    return address.partition("://")[2] or address


def counts(address: str, patterns: Sequence[str], excluded: Sequence[str] = ()) -> bool:
    """Whether a clean address is that of a document: one of the patterns fits, and none that is excluded.

    In a pattern, `*` stands for any characters; it says nothing of the scheme.
    """
    plain = without_scheme(address)
    return _fits(plain, patterns) and not _fits(plain, excluded)


def _fits(plain: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(plain, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)
