"""Judge an answer: whether it is a document of a type that is read, or a page that only looks like a document.

No words of any language are looked for. What tells a page that is not a document is its type, its length, a field for a
password, and that the host gives the same text for an address that surely does not exist.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from flows.collecting.addresses import clean
from flows.collecting.failures import Failure
from flows.reading.errors import ReadingError
from flows.reading.formats import FORMATS, read_selected
from flows.reading.page import Page
from flows.reading.sidecar import Metadata

# Each reason why a page is not a document, as the log and the reports name it, with an explanation for people.
VERDICTS = {
    "gone": "the address is no more",
    "empty": "a page with hardly any text",
    "login": "a page that asks for a password",
    "error-page": "what the host says of addresses that it does not have",
    "shrunk": "less than a tenth as long as the version before",
}
# A page with fewer characters of text than this is not a document.
LEAST_TEXT = 200
# A page with a password field and fewer characters than this is a login page.
_LEAST_BEHIND_LOGIN = 1500
# A version that is so many times shorter than the last one is not accepted.
_SHRUNK = 10
# Two texts are alike if they share at least this part of their runs of so many words.
_ALIKE = 0.8
_RUN = 4
_WORD = re.compile(r"\w+")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|div|p|h1|article|main)\b", re.IGNORECASE)
# Look for the type of a body in its first bytes, at most so many.
_SNIFFED = 4096
# Look for the canonical address and a password field in the first bytes of a page, at most so many: only the separate
# process of the reader parses more.
_MOST_LOOKED_AT = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body that was received and read.

    - `suffix`: the file suffix of its type, such as ".html".
    - `page`: its text, blocks and metadata.
    - `canonical`: the address that an HTML page declares as its own, clean, or None.
    - `asks_password`: whether an HTML page has a field for a password.
    """

    suffix: str
    page: Page
    canonical: str | None = None
    asks_password: bool = False


def suffix_of(body: bytes) -> str | None:
    """Return the file suffix for the type of a body, or None for a type that is not read.

    Only the content decides, whatever the address and the Content-Type header say.
    """
    start = body[:_SNIFFED]
    if b"%PDF-" in start[:1024]:
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        return ".docx" if _is_docx(body) else None
    if _HTML.search(start.replace(b"\0", b"")):
        return ".html"
    return ".txt" if start.strip() and _is_text(start) else None


def _is_docx(body: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _is_text(start: bytes) -> bool:
    """Whether the first bytes look like plain text: UTF-16, or without control characters and not JSON or XML."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start) and not start.startswith((b"{", b"[", b"<"))


def read_body(body: bytes, address: str, content: str | None = None, strip: tuple[str, ...] = ()) -> ReadBody:
    """Read a body as the publishing flow would.

    Of an HTML page, the CSS selectors `content` and `strip` choose which part is the document. A page without text
    gives an empty text. Raises `Failure` if the body is of a type that is not read or cannot be read.
    """
    suffix = suffix_of(body)
    if suffix is None:
        raise Failure("other-type", "is neither HTML, PDF, DOCX nor text")
    html = suffix == ".html"
    try:
        page = read_selected(body, (content, strip)) if html and (content or strip) else FORMATS[suffix].read(body)
    except ReadingError as error:
        if error.reason != "empty":
            raise Failure("unreadable", f"cannot be read: {error.value}") from None
        page = Page("", Metadata())
    if (tree := _parsed(body) if html else None) is None:
        return ReadBody(suffix, page)
    declared = tree.xpath("string(//head/link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']/@href)")
    asks = bool(tree.xpath("boolean(//input[translate(@type, 'PASWORD', 'pasword') = 'password'])"))
    return ReadBody(suffix, page, clean(declared, address) if declared else None, asks)


def _parsed(body: bytes) -> HtmlElement | None:
    """Return the first part of an HTML page as a tree, or None if it cannot be parsed."""
    try:
        return document_fromstring(body[:_MOST_LOOKED_AT], parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        return None


def verdict(seen: ReadBody, error_page: str | None, before: str | None) -> str | None:
    """Return why a page is not a document, as a key of `VERDICTS`, or None if it is a document.

    `error_page` is the text that the host gives for an address that does not exist, `before` the text of the last
    version.
    """
    text = seen.page.text.strip()
    if seen.asks_password and len(text) < _LEAST_BEHIND_LOGIN:
        return "login"
    if len(text) < LEAST_TEXT:
        return "empty"
    if error_page and nearly_same(text, error_page):
        return "error-page"
    if before and len(text) * _SHRUNK < len(before.strip()):
        return "shrunk"
    return None


def nearly_same(one: str, other: str) -> bool:
    """Whether two texts are nearly the same: they share most of their runs of four words."""
    first, second = _runs(one), _runs(other)
    return bool(first) and len(first & second) >= _ALIKE * len(first | second)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return all runs of four words in a text; of a shorter text, all its words as one run."""
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(max(min(1, len(words)), len(words) - _RUN + 1))}
