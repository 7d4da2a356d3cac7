"""Which addresses a feed, a sitemap or a page of links gives: pure functions of what was fetched."""

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

# As the standard of sitemaps has it.
MOST_ENTRIES = 50_000
_LONGEST_TITLE = 300
_GZIP = b"\x1f\x8b"

logging.getLogger("feedparser").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that was found, and what is said of it: when it was `modified` and `published`, both ISO 8601."""

    address: str
    modified: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a place gives: entries in its order, and further places to look in."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()


def findings(place: Place, body: bytes, base: str, most: int) -> Findings:
    """What the body of a place gives, its addresses clean and absolute. Raises `Failure` where it is none such.

    `most` bytes of it are unpacked, where it is packed.
    """
    match place.kind:
        case "feed":
            return Findings(tuple(_in_feed(body, base)))
        case "sitemap":
            return _in_sitemap(_unzipped(body, most), base)
        case _:
            return _in_index(place, body, base)


def _in_feed(body: bytes, base: str) -> Iterator[Entry]:
    # A name would be opened as a file or fetched, so it is given what stands in memory.
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and (found.bozo or not found.version):
        raise Failure("unreadable", "is no RSS or Atom feed")
    for each in found.entries[:MOST_ENTRIES]:
        if address := clean(str(each.get("link") or ""), base):
            published, modified = (_moment(dict.get(each, f"{name}_parsed")) for name in ("published", "updated"))
            title = tidy(str(each.get("title") or "")[:_LONGEST_TITLE])
            yield Entry(address, modified or published, published, title)


def _moment(parsed: object) -> str | None:
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


def _in_sitemap(body: bytes, base: str) -> Findings:
    # Nothing is fetched or put in for an entity, and no text grows by it.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None or etree.QName(tree).localname not in ("urlset", "sitemapindex"):
        raise Failure("unreadable", "is no sitemap")
    found = [
        Entry(address, modified, None, None)
        for each in tree.iterchildren("{*}url", "{*}sitemap")
        if (address := clean(each.findtext("{*}loc") or "", base))
        for modified in [_day_or_moment(each.findtext("{*}lastmod"))]
    ][:MOST_ENTRIES]
    if etree.QName(tree).localname == "sitemapindex":
        return Findings((), tuple(each.address for each in found))
    return Findings(tuple(found))


def _day_or_moment(text: str | None) -> str | None:
    text = (text or "").strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _in_index(place: Place, body: bytes, base: str) -> Findings:
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
