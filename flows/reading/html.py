"""A web page: its main text by trafilatura, and what it says about itself. Runs in the process apart."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction

from flows.reading.dates import valid_edtf
from flows.reading.decoding import decode
from flows.reading.errors import ReadingError
from flows.reading.marks import shown
from flows.reading.page import Block, Page, lay_out, page
from flows.reading.sidecar import Metadata, from_page
from flows.reading.spans import fill_spans

# A news page has some thousand elements, a long report as one page some ten thousand.
MOST_ELEMENTS = 100_000
# Where a declaration of the encoding has to stand, by the standard of HTML, and room for a long comment before it.
_DECLARED_WITHIN = 4096
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:-]+)""", re.IGNORECASE)

# What goes with an article and is none of its text, by element and by the words its class or id is made of. A form, or
# an element with such a name, that holds a good part of the page is a wrapper of the article that means something else.
_BESIDE = ("figcaption", "nav", "footer", "aside", "button", "dialog", "noscript", "template")
_BESIDE_WORDS = re.compile(
    r"(?<![a-z])(?:advert|advertisement|also[-_]?read|banner|breadcrumbs?|byline|captions?|comments|consent|cookies?|"
    r"credit|gdpr|most[-_]?(?:popular|read|viewed)|newsletter|outbrain|popup|promos?|read[-_]?(?:more|next)|"
    r"recommended|related|see[-_]?also|share|sharing|sharebar|social|subscribe|taboola|teasers?|toolbar|trending)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_BESIDE_XPATH = etree.XPath(
    "//" + "|//".join(_BESIDE) + "|//form|//*[@class or @id or @hidden or @style or @aria-hidden]"
)
_UNSEEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_MOST_BESIDE = 0.3
_KEPT = {"html", "body", "main", "article"}
# A line that leads to another page says so, or is nothing but a link. An item or a name that is a link is what a page
# lists, and so is a paragraph where there are many.
_LEADS_AWAY = re.compile(
    r"\W*(?:also read|see also|read (?:more|also|next|on)|don[’']t miss|more on this(?: story)?|related|recommended|"
    r"you (?:may|might) also (?:like|enjoy)|most read|trending)\s*[:|»>–—-]",
    re.IGNORECASE,
)
_LONGEST_TEASER = 300
_CELLS = {"td", "th", "dt", "dd"}
_NOT_OF_NAME = re.compile(r"\b(?!(?:and|of|the|for|in)\b)[a-z]")

# Where pages state what trafilatura does not look for, or guesses where it is not stated; the first that holds wins.
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

_RAISED = re.compile(r"(?<![\w-])vertical-align\s*:\s*super\b", re.IGNORECASE)
# What HTML can refer to by number and XML has not, so that trafilatura gives up a page for one.
_NOT_OF_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"

_BLOCKS = {
    "p": "paragraph",
    "head": "paragraph",
    "quote": "paragraph",
    "code": "paragraph",
    "item": "item",
    "row": "row",
}

# It reports to its own users; here a page that gives nothing is a reject with its reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(data: bytes) -> Page:
    """The main text of a page and its own metadata. Raises `ReadingError`."""
    declared = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    tree = _parse(decode(data, declared and declared[1].decode("ascii", "replace")))
    stated = _stated(tree)
    _leave_out_marks(tree)
    heading = _only_heading(tree)
    _prune(tree)
    # Its own search for a date guesses, and ends at the present day; none of it is used.
    settled = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    found = bare_extraction(
        tree, output_format="txt", include_comments=False, with_metadata=True, date_extraction_params=settled
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise ReadingError("empty", "has no main text that could be told from what surrounds it")
    blocks = list(_blocks(found.body))
    if heading and all(heading != " ".join(block.cells[0].split()) for block in blocks):
        blocks.insert(0, Block("paragraph", (heading,)))
    metadata = from_page(
        title=found.title,
        publisher=found.sitename,
        source_url=stated.source_url or found.url,
        published_on=stated.published_on,
        licence=stated.licence or found.license,
    )
    return page(lay_out(blocks), metadata)


def _parse(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        raise ReadingError("empty", "has no element of HTML") from None
    # The parser stops at what it will not take and hands over what it had: half a page is none.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadingError("too-complex", "has elements nested deeper, or a text longer, than is parsed")
    elements = sum(1 for _ in tree.iter())
    if elements > MOST_ELEMENTS or not fill_spans(tree, MOST_ELEMENTS - elements):
        raise ReadingError("too-complex", f"has more than {MOST_ELEMENTS:,} elements")
    _mend(tree)
    return tree


def _mend(tree: HtmlElement) -> None:
    """Replace the characters that XML has not, wherever they stand."""
    for element in tree.iter("*"):
        for name, value in element.items():
            if _NOT_OF_XML.search(value):
                element.set(name, _NOT_OF_XML.sub(_REPLACEMENT, value))
        if _NOT_OF_XML.search(element.text or ""):
            element.text = _NOT_OF_XML.sub(_REPLACEMENT, element.text)
        if _NOT_OF_XML.search(element.tail or ""):
            element.tail = _NOT_OF_XML.sub(_REPLACEMENT, element.tail)


def _stated(tree: HtmlElement) -> Metadata:
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
    """The time the article shows, as long as there are no others: those can be of other articles."""
    shown = sorted({str(value)[:10] for value in tree.xpath("//article//time/@datetime")})
    return shown if len(shown) == len(tree.xpath("//article")) == 1 else []


def _day(value: object) -> str | None:
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    return match[0] if match and valid_edtf(match[0]) else None


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD; those inside them are about something else than the page."""
    for script in scripts:
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            yield from (part for part in (graph if isinstance(graph, list) else [item]) if isinstance(part, dict))


def _only_heading(tree: HtmlElement) -> str | None:
    headings = [" ".join(heading.text_content().split()) for heading in tree.iterfind(".//h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None


def _leave_out_marks(tree: HtmlElement) -> None:
    """Read raised text as what it is: most of it leads to notes."""
    texts, starts = [""], dict[HtmlElement, int]()
    raised: list[tuple[HtmlElement, int, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            starts[element] = len(texts)
        elif _is_raised(element):
            raised.append((element, starts[element], len(texts)))
        texts += filter(None, [element.text if event == "start" else element.tail])
    texts.append("")
    for element, start, end in raised:
        text = "".join(texts[start:end])
        link = next(element.iterancestors("a"), None)
        if link is not None and link.text_content() == text:
            element = link
        leads = element.tag == "a" or element.find(".//a") is not None
        read_as = shown(texts[start - 1], text, texts[end], leads=leads)
        if read_as != text:
            _replace(element, read_as)


def _replace(element: HtmlElement, text: str) -> None:
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _is_raised(element: HtmlElement) -> bool:
    return (
        element.tag == "sup" or element.get("role") == "doc-noteref" or bool(_RAISED.search(element.get("style", "")))
    )


def _prune(tree: HtmlElement) -> None:
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter("*"))):
        own = len(element.text or "") + sum(len(child.tail or "") for child in element)
        lengths[element] = own + sum(lengths.get(child, 0) for child in element)
    most = _MOST_BESIDE * lengths[tree]
    short = [element for element in tree.iter("p", "li") if lengths[element] <= _LONGEST_TEASER]
    links = [element for element in short if element.tag == "p" and _is_link(element)]
    beside = links if sum(lengths[element] for element in links) <= most else []
    beside += [element for element in short if _LEADS_AWAY.match(str(element.text_content()))]
    beside += [
        element
        for element in _BESIDE_XPATH(tree)
        if element.tag in _BESIDE or (lengths[element] <= most and _is_beside(element))
    ]
    for element in beside:
        if element.getparent() is not None:
            element.drop_tree()


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is hidden, or named as what goes with an article."""
    # What is hidden until it is found is a part of the text that is folded up.
    if element.get("hidden", "until-found").lower() != "until-found" or element.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(element.get("style", "")):
        return True
    names = (element.get("class", ""), element.get("id", ""))
    return element.tag not in _KEPT and (element.tag == "form" or any(map(_BESIDE_WORDS.search, names)))


def _is_link(element: HtmlElement) -> bool:
    """Whether a paragraph is nothing but a link, or several, and no name; in a table it is what is told."""
    text = str(element.text_content())
    if not _NOT_OF_NAME.search(text) or any(above.tag in _CELLS for above in element.iterancestors()):
        return False
    linked = "".join(str(link.text_content()) for link in element.iter("a") if link.get("href"))
    return _letters(linked) == _letters(text)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _blocks(element: etree._Element) -> Iterator[Block]:
    """The blocks of trafilatura's tree in order; text between them is a paragraph of its own."""
    kind = _BLOCKS.get(str(element.tag))
    if kind == "row":
        yield Block("row", tuple(" ".join(cell.itertext()) for cell in element.iterchildren("cell")))
        return
    lines = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag in ("list", "table"):
            yield from _flushed(lines, kind)
            yield from _blocks(child)
        elif child.tag == "lb":
            yield from _flushed(lines, kind)
        else:
            lines.append("".join(child.itertext()))
        lines.append(child.tail or "")
    yield from _flushed(lines, kind)


def _flushed(lines: list[str], kind: str | None) -> Iterator[Block]:
    text = "".join(lines)
    lines.clear()
    if text.strip():
        yield Block("item" if kind == "item" else "paragraph", (text,))
