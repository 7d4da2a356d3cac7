"""Bytes become text, once and for all: every offset of the project counts in what `decode` returns."""

from __future__ import annotations

import codecs
import re

from flows.reading.errors import ReadingError

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# The documents are English. Of the encodings such text comes in beside Unicode, Latin-1 is a part of this one.
_LEGACY = ["cp1252"]
_NEWLINE = re.compile(r"\r\n?")
_REPLACEMENT = "\ufffd"
_C0 = re.compile(r"[\x00-\x08\x0b-\x1f]")
# Text has a stray control character at times; where one in twenty is one, it is no text.
_MOST_CONTROLS = 0.05


# Encodings a page can declare, by Python's names; of others the bytes tell more. Browsers take Latin-1 for cp1252, too.
_DECLARABLE = re.compile(r"iso8859-\d+|cp125\d|mac-roman")
_AS_CP1252 = {"iso8859-1", "ascii"}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file: without byte order mark, with LF for every line end and U+FFFD for control characters.

    `declared` is the encoding the file says it is in; it is believed where the bytes are not UTF-8.
    Raises `ReadingError` where the bytes are no text.
    """
    text = _unicode(data, declared)
    if "\0" in text:
        raise ReadingError("binary", "has NUL bytes: not a text file, or UTF-16 without its byte order mark")
    return checked(normalise(text))


def checked(text: str) -> str:
    """A normalised text as it is; raises `ReadingError` where it is none, or there is none."""
    if text.count(_REPLACEMENT) > _MOST_CONTROLS * len(text):
        raise ReadingError("binary", "is mostly control characters: not a text file")
    if not text.strip():
        raise ReadingError("empty", "has no text")
    return text


def normalise(text: str) -> str:
    """CRLF and CR made LF, other C0 controls except tab made U+FFFD, nothing else changed."""
    return _C0.sub(_REPLACEMENT, _NEWLINE.sub("\n", text))


def _unicode(data: bytes, declared: str | None) -> str:
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
