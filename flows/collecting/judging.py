"""What an answer is: a document of a kind that is read, or a page that only looks like one.

No words of any language are looked for: what tells a page that is no document is its kind, its length, what it asks the
reader to fill in, and that the host says the same of an address that nobody has.
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

# What keeps a page from being a document, as the log and the reports name it.
VERDICTS = {
    "gone": "the address is no more",
    "empty": "a page with hardly any text",
    "login": "a page that asks for a password",
    "error-page": "what the host says of addresses that it does not have",
    "shrunk": "less than a tenth as long as the version before",
}
# Fewer characters of text are no document.
LEAST_TEXT = 200
# A page with a field for a password and fewer characters than this is about that.
_LEAST_BEHIND_LOGIN = 1500
_SHRUNK = 10
# So much of two texts is the same in the answers to two addresses that a host does not have.
_ALIKE = 0.8
_RUN = 4
_WORD = re.compile(r"\w+")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|div|p|h1|article|main)\b", re.IGNORECASE)
_SNIFFED = 4096
# Its address of its own and a form for a password stand in this much of a page: more is not parsed in this process.
_MOST_LOOKED_AT = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """A body as it was received, read: the ending of its kind, its page, and the address it says is its own."""

    suffix: str
    page: Page
    canonical: str | None = None
    asks_password: bool = False


def suffix_of(body: bytes) -> str | None:
    """The ending of the kind of a body, by what it is, whatever its name and its header say; None for another kind."""
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
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start) and not start.startswith((b"{", b"[", b"<"))


def see(body: bytes, address: str, content: str | None = None, strip: tuple[str, ...] = ()) -> Seen:
    """Read a body as the publishing flow would; `content` and `strip` select what of a page is the document.

    Raises `Failure` where it is of no kind that is read, or cannot be read; of a page without text the text is empty.
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
    if (tree := _tree(body) if html else None) is None:
        return Seen(suffix, page)
    said = tree.xpath("string(//head/link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']/@href)")
    asks = bool(tree.xpath("boolean(//input[translate(@type, 'PASWORD', 'pasword') = 'password'])"))
    return Seen(suffix, page, clean(said, address) if said else None, asks)


def _tree(body: bytes) -> HtmlElement | None:
    try:
        return document_fromstring(body[:_MOST_LOOKED_AT], parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        return None


def verdict(seen: Seen, error_page: str | None, before: str | None) -> str | None:
    """Why what was seen is no document, one of `VERDICTS`, or None where it is one.

    `error_page` is the text that the host gives for an address it does not have, `before` that of the last version.
    """
    text = seen.page.text.strip()
    if seen.asks_password and len(text) < _LEAST_BEHIND_LOGIN:
        return "login"
    if len(text) < LEAST_TEXT:
        return "empty"
    if error_page and alike(text, error_page):
        return "error-page"
    if before and len(text) * _SHRUNK < len(before.strip()):
        return "shrunk"
    return None


def alike(one: str, other: str) -> bool:
    """Whether two texts are nearly the same, by their words four on end."""
    first, second = _runs(one), _runs(other)
    return bool(first) and len(first & second) >= _ALIKE * len(first | second)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(max(min(1, len(words)), len(words) - _RUN + 1))}
