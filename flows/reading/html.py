"""Reads a web page: its main text with its structure, and its metadata. Runs in the worker process.

Trafilatura tells which words are the main text (`main_text`); a walk over the page's elements (`walking`) keeps their
structure.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from flows.reading.cards import with_cards
from flows.reading.decoding import decode
from flows.reading.errors import ReadingError
from flows.reading.laying_out import Piece, lay_out
from flows.reading.main_text import extracted, main_text
from flows.reading.page import Page, page
from flows.reading.pairing import with_pair_lists
from flows.reading.raised import leave_out_marks
from flows.reading.selecting import Selection, apply_selection
from flows.reading.sidecar import from_page
from flows.reading.site_names import publisher_of
from flows.reading.symbols import say_symbols
from flows.reading.walking import pieces_of
from flows.reading.web_furniture import prune
from flows.reading.web_metadata import stated_metadata
from flows.reading.web_tables import places_in

# A news page has about a thousand elements, a long report on one page about ten thousand.
MOST_ELEMENTS = 100_000
# The HTML standard wants the encoding declared in the first 1,024 bytes; this leaves room for a long comment before it.
_DECLARED_WITHIN = 4096
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:-]+)""", re.IGNORECASE)

# These end tags are optional. Browsers read on after one in the middle of a page, but the parser stops.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# Characters that HTML can refer to by number but XML does not allow; one of them makes trafilatura give up on a page.
_NOT_OF_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
# Not "head": the parser puts a whole page into it if the page has no body tag and begins with an element of HTML5.
_NO_TEXT = ("title", "script", "style", "svg", "iframe", "object", "video", "audio", "math")


def read(data: bytes, selection: Selection = (None, ())) -> Page:
    """Read the main text of a page, or of the selected parts of it, and its metadata. Raises `ReadingError`."""
    declared = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    tree = _parse(decode(data, declared[1].decode("ascii", "replace") if declared else None))
    meta = stated_metadata(tree)
    apply_selection(tree, *selection)
    leave_out_marks(tree)
    heading = _only_heading(tree)
    say_symbols(tree)
    prune(tree)
    extract = extracted(tree)
    publisher = publisher_of(tree, extract.sitename if extract else None)
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    pieces = pieces_of(main_text(tree, extract.body.itertext() if extract else ()))
    if heading and all(heading != " ".join(piece.text.split()) for piece in pieces):
        pieces.insert(0, Piece("heading", heading, level=1))
    if not pieces:
        raise ReadingError("empty", "has no recognisable main text")
    text, blocks = lay_out(with_pair_lists(with_cards(pieces)))
    metadata = from_page(
        title=extract.title if extract else None,
        publisher=publisher,
        source_url=meta.source_url or (extract.url if extract else None),
        published_on=meta.published_on,
        licence=meta.licence or (extract.license if extract else None),
    )
    return page(text, metadata, blocks)


def _parse(text: str) -> HtmlElement:
    """Parse a page; raises `ReadingError` if it has no elements, or too many, or is nested too deeply."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_ENDS.sub("", text).encode(), parser=parser)
    except etree.ParserError:
        raise ReadingError("empty", "has no HTML elements") from None
    # The parser stops at its limits and returns what it has so far; half a page must not pass for a whole one.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadingError("too-complex", "is nested too deeply, or its text is too long")
    if max(sum(1 for _ in tree.iter()), places_in(tree)) > MOST_ELEMENTS:
        raise ReadingError("too-complex", f"has more than {MOST_ELEMENTS:,} elements or cells")
    _mend(tree)
    return tree


def _mend(tree: HtmlElement) -> None:
    """Replace characters that XML does not allow, in attributes and text."""
    for element in tree.iter("*"):
        for name, value in element.items():
            if _NOT_OF_XML.search(value):
                element.set(name, _NOT_OF_XML.sub(_REPLACEMENT, value))
        if _NOT_OF_XML.search(element.text or ""):
            element.text = _NOT_OF_XML.sub(_REPLACEMENT, element.text)
        if _NOT_OF_XML.search(element.tail or ""):
            element.tail = _NOT_OF_XML.sub(_REPLACEMENT, element.tail)


def _only_heading(tree: HtmlElement) -> str | None:
    """Return the text of the page's h1 if it has exactly one."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iterfind(".//h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None
