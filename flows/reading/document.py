"""What a document is once it has been read: its text, fixed once and for all, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every later stage sees it.

    All offsets anywhere in the project are half-open, count Unicode code points and refer to `text`.

    `published_on` is an EDTF level 1 date of the document itself, never of the report it speaks of;
    `published_on_basis` says where it was found, a code of the vocabulary of that name.
    """

    document_id: str
    text: str
    text_sha256: str
    raw_path: str
    raw_sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published_on: str | None = None
    published_on_basis: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that could not become a document. `reason` is a code of the quarantine vocabulary."""

    document_id: str | None
    reason: str
    value: str
    raw_path: str
