"""Web addresses: which may be requested, which are those of documents, and which spellings mean the same page.

Nothing here resolves a host name: `resolving` does, when a connection is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna
from courlan import normalize_url

from flows.reading.document import page_key

# Addresses with more characters than this are not requested.
LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
# Characters that browsers remove from an address before they parse it.
_IGNORED = dict.fromkeys(map(ord, "\t\r\n"))
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]|"


def clean(address: str, base: str | None = None) -> str | None:
    """Return the address as it is requested, or None if this project does not request such an address.

    A relative address is resolved against `base`. A clean address is http or https, without user, password and
    fragment; its host is lower-case ASCII without a trailing dot; the default port is left out; all characters are
    printable ASCII.
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
    # Resolve ".." here, so that patterns are compared with the path that is really requested.
    path = urlsplit(urljoin(f"{parts.scheme}://{where}/", "/" + parts.path.lstrip("/"))).path
    path, query = quote(path, _KEPT_IN_PATH), quote(parts.query, _KEPT_IN_QUERY)
    found = urlunsplit((parts.scheme, where, path, query, ""))
    return found if len(found) <= LONGEST else None


def _host(host: str) -> str:
    """Return the name or number of a host as a request has it, or "" if it is refused. Raises ValueError."""
    host = host.rstrip(".")
    if ":" in host:  # an IPv6 address; its zone ("%eth0") would name an interface of this machine, so it is refused
        return "" if "%" in host else f"[{host.lower()}]"
    if host.isascii():
        return host.lower() if all(each.isalnum() or each in "-._" for each in host) else ""
    return idna.encode(host, uts46=True).decode("ascii")


def site_of(address: str) -> str:
    """Return the host of a clean address, with the port if it has one. The `hosts` of a source have this form."""
    return urlsplit(address).netloc


def host_of(address: str) -> str:
    """Return the host of a clean address without its port: the machine that gets one request at a time."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Return scheme, host and port of a clean address: the part of the web for which one robots.txt holds."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(100_000)
def page_of(address: str) -> str:
    """Return a key that is the same for all spellings of a page's address.

    The key has no scheme, fragment, trailing slash or tracking parameters.
    """
    try:
        plain = str(normalize_url(address, strict=False, trailing_slash=False))
    except ValueError:
        plain = address
    return page_key(plain) or site_of(address)


def without_scheme(address: str) -> str:
    """Return host, path and query of an address, which is how patterns are written."""
    return address.partition("://")[2] or address


def counts(address: str, patterns: Sequence[str], excluded: Sequence[str] = ()) -> bool:
    """Whether a clean address is that of a document: it fits one of `patterns` and none of `excluded`.

    Patterns have no scheme; `*` stands for any characters: "www.example.org/news/*".
    """
    plain = without_scheme(address)
    return _fits(plain, patterns) and not _fits(plain, excluded)


def _fits(plain: str, patterns: Sequence[str]) -> bool:
    # In a pattern, [ and ? are ordinary characters of addresses, not wildcards of fnmatch.
    return any(fnmatchcase(plain, pattern.replace("[", "[[]").replace("?", "[?]")) for pattern in patterns)
