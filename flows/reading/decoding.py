"""Decodes bytes to text. For plain text and Markdown, the result is the document's text that all offsets refer to."""

from __future__ import annotations

import codecs
import re

from flows.reading.errors import ReadingError

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# The documents are English. Apart from Unicode such text is in Latin-1 or in cp1252, which contains it.
_LEGACY = ["cp1252"]
_NEWLINE = re.compile(r"\r\n?")
_REPLACEMENT = "\ufffd"
_C0 = re.compile(r"[\x00-\x08\x0b-\x1f]")
# The share of control characters from which data is not text; stray ones do occur in text.
_MOST_CONTROLS = 0.05


# Encodings that a declaration is trusted for, by Python's names. As in browsers, Latin-1 means cp1252.
_DECLARABLE = re.compile(r"iso8859-\d+|cp125\d|mac-roman")
_AS_CP1252 = {"iso8859-1", "ascii"}


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a file: without byte order mark, with LF line ends, and with U+FFFD for control characters.

    `declared` is the encoding that the file states; it is used if the bytes are not UTF-8. Raises `ReadingError` if the
    bytes are not text.
    """
    text = _decoded(data, declared)
    if "\0" in text:
        raise ReadingError("binary", "has NUL bytes: not a text file, or UTF-16 without its byte order mark")
    return checked(normalise(text))


def checked(text: str) -> str:
    """Return a normalised text unchanged; raises `ReadingError` if it is blank or over 5% control characters."""
    if text.count(_REPLACEMENT) > _MOST_CONTROLS * len(text):
        raise ReadingError("binary", "is mostly control characters: not a text file")
    if not text.strip():
        raise ReadingError("empty", "has no text")
    return text


def normalise(text: str) -> str:
    """Replace CRLF and CR by LF, and other C0 controls except tab by U+FFFD; change nothing else."""
    return _C0.sub(_REPLACEMENT, _NEWLINE.sub("\n", text))


def _decoded(data: bytes, declared: str | None) -> str:
    """Decode as Unicode, else as declared, else as guessed from the bytes. Raises `ReadingError`."""
    marked = next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), None)
    try:
        return data.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        if not marked and b"\0" in data:
            raise ReadingError("binary", "has NUL bytes and is not UTF-8: not a text file") from None
        if not marked and declared and (text := _as_declared(data, declared)):
            return text
        match = None if marked else _guessed(data)
        if match is None:
            what = f"is not {marked or 'UTF-8'} at byte {error.start}: save it as UTF-8"
            raise ReadingError("undecodable", what) from None
        return match


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # rarely needed

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    return None if best is None else str(best)


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip()).name
        name = "cp1252" if name in _AS_CP1252 else name
        return data.decode(name) if _DECLARABLE.fullmatch(name) else None
    except (LookupError, ValueError):
        return None
