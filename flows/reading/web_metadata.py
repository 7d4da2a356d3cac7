"""Metadata that a web page states where trafilatura does not look or only guesses: its address, date and licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from flows.reading.dates import valid_edtf
from flows.reading.sidecar import Metadata, from_page

# Where pages state their date of publication; the first valid date wins.
_ISSUED_PROPERTIES = ("article:published_time", "og:published_time", "og:article:published_time")
_ISSUED_NAMES = ("dcterms.issued", "dc.date.issued", "govuk:first-published-at", "pubdate", "publication_date", "date")
_NAMED = "//meta[translate(@{}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')='{}']/@content"
_ISSUED = [
    *(_NAMED.format("property", name) for name in _ISSUED_PROPERTIES),
    _NAMED.format("itemprop", "datepublished"),
    "//*[@itemprop='datePublished']/@datetime",
    *(_NAMED.format("name", name) for name in _ISSUED_NAMES),
    "//time[@pubdate]/@datetime",
]
_CANONICAL = ["//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"]
_LICENCE = ["//link[@rel='license']/@href", "//meta[@name='dcterms.license' or @name='DC.rights']/@content"]
_JSON_LD = "//script[@type='application/ld+json']/text()"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def stated_metadata(tree: HtmlElement) -> Metadata:
    """Return the address, publication date and licence that a page states."""
    linked = list(_objects(tree.xpath(_JSON_LD)))
    days = [*(item.get("datePublished") for item in linked), *_values(tree, _ISSUED), *_times(tree)]
    licences = [*_values(tree, _LICENCE), *(item.get("license") for item in linked)]
    return from_page(
        source_url=next(iter(_values(tree, _CANONICAL)), None),
        published_on=next((day for value in days if (day := _day(value))), None),
        licence=next((value for value in licences if isinstance(value, str) and value.strip()), None),
    )


def _values(tree: HtmlElement, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from (str(value) for value in tree.xpath(path) if value.strip())


def _times(tree: HtmlElement) -> list[str]:
    """Return the day shown in the article, as a list of one; empty unless the page has one article and one day."""
    shown = sorted({str(value)[:10] for value in tree.xpath("//article//time/@datetime")})
    return shown if len(shown) == len(tree.xpath("//article")) == 1 else []


def _day(value: object) -> str | None:
    """Return the date at the start of a value as YYYY-MM-DD; None if there is no valid date."""
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    return match[0] if match and valid_edtf(match[0]) else None


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the top-level objects of JSON-LD scripts; nested objects describe something other than the page."""
    for script in scripts:
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            yield from (part for part in (graph if isinstance(graph, list) else [item]) if isinstance(part, dict))
