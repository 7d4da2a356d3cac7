"""Find the addresses in a feed, a sitemap or a page of links: pure functions of the fetched body."""

from __future__ import annotations

import calendar
import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import feedparser
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from flows.collecting.addresses import clean
from flows.collecting.failures import Failure
from flows.collecting.sources import Place
from flows.reading.names import tidy

# Take no more entries than this from one place: the limit in the standard for sitemaps.
MOST_ENTRIES = 50_000
# Cut titles after this many characters.
_LONGEST_TITLE = 300
_GZIP = b"\x1f\x8b"

logging.getLogger("feedparser").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that was found, with what its place says about it.

    `modified` and `published` are in ISO 8601: a time, or for a sitemap a day or a time. None where the place says
    nothing.
    """

    address: str
    modified: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a place gives: entries in the order of the place, and the addresses of further places to look in."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()


def findings(place: Place, body: bytes, base: str, most: int) -> Findings:
    """Return the entries of a place; `body` was fetched from `base`, and all addresses returned are clean and absolute.

    A gzipped sitemap may unpack to at most `most` bytes. Raises `Failure` if the body is not of the kind of the place.
    """
    match place.kind:
        case "feed":
            return Findings(tuple(_feed_entries(body, base)))
        case "sitemap":
            return _sitemap_findings(_unzipped(body, most), base)
        case _:
            return _index_findings(place, body, base)


def _feed_entries(body: bytes, base: str) -> Iterator[Entry]:
    # feedparser opens a string as a file or address, so pass the bytes as a stream.
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and (found.bozo or not found.version):
        raise Failure("unreadable", "is no RSS or Atom feed")
    for each in found.entries[:MOST_ENTRIES]:
        if address := clean(str(each.get("link") or ""), base):
            published, modified = (_iso_time(dict.get(each, f"{name}_parsed")) for name in ("published", "updated"))
            title = tidy(str(each.get("title") or "")[:_LONGEST_TITLE])
            yield Entry(address, modified or published, published, title)


def _iso_time(parsed: object) -> str | None:
    """Return feedparser's UTC time tuple in ISO 8601, or None if it is not a time."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None


def _unzipped(body: bytes, most: int) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        unpacked = zlib.decompressobj(31).decompress(body, most + 1)
    except zlib.error:
        raise Failure("unreadable", "is a broken gzip file") from None
    if len(unpacked) > most:
        raise Failure("too-large", f"unpacks to more than {most:,} bytes")
    return unpacked


def _sitemap_findings(body: bytes, base: str) -> Findings:
    # Do not expand entities or load anything from outside: the file comes from the web.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None or etree.QName(tree).localname not in ("urlset", "sitemapindex"):
        raise Failure("unreadable", "is no sitemap")
    entries = [
        Entry(address, modified, None, None)
        for each in tree.iterchildren("{*}url", "{*}sitemap")
        if (address := clean(each.findtext("{*}loc") or "", base))
        for modified in [_iso_date(each.findtext("{*}lastmod"))]
    ][:MOST_ENTRIES]
    if etree.QName(tree).localname == "sitemapindex":
        return Findings((), tuple(each.address for each in entries))
    return Findings(tuple(entries))


def _iso_date(text: str | None) -> str | None:
    """Return the text if it is a date or time in ISO 8601, else None."""
    text = (text or "").strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _index_findings(place: Place, body: bytes, base: str) -> Findings:
    """Return the links that the selectors of an index choose, and at most one address of its next page."""
    try:
        tree = document_fromstring(body, parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        raise Failure("unreadable", "is no page") from None
    declared = tree.find(".//base[@href]")
    base = (clean(declared.get("href"), base) if declared is not None else None) or base
    links = [
        Entry(address, None, None, tidy(each.text_content()[:_LONGEST_TITLE]))
        for each in tree.cssselect(place.links)
        if (address := clean(each.get("href") or "", base))
    ]
    onward = tree.cssselect(place.next) if place.next else []
    further = [address for each in onward if (address := clean(each.get("href") or "", base))]
    return Findings(tuple(links[:MOST_ENTRIES]), tuple(further[:1]))
