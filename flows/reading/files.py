"""Reads a file into a document: `read(path)`."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import fields
from pathlib import Path

from flows.faults import raise_machine_fault
from flows.reading.document import Document
from flows.reading.errors import ReadingError
from flows.reading.formats import FORMATS, HTML, TEXT, Format, read_selected
from flows.reading.names import document_id, path_problem
from flows.reading.sidecar import Metadata, Problem, read_sidecar

# Read no larger files than this, in bytes. An inspection report of two hundred pages is half a megabyte of text.
MOST_BYTES = 20 * 1024 * 1024


def read(path: Path | str, root: Path | str | None = None) -> Document:
    """Read one file, and the sidecar beside it if there is one.

    `root` is the folder that the document's `raw_path` is relative to, by default the folder of the file. Raises
    `ReadingError` with the reason if the file cannot be read as a document, `MachineFault` if the machine is at fault.
    """
    return read_with_problems(path, root)[0]


def read_with_problems(path: Path | str, root: Path | str | None = None) -> tuple[Document, tuple[Problem, ...]]:
    """Read one file as `read` does; also returns the problems of its sidecar."""
    path = Path(path)
    kind = format_of(path)
    where = raw_path(path, Path(root) if root is not None else path.parent)
    name = document_id(path)
    if name is None:
        raise ReadingError("bad-name", "its name has no letter or digit to make an identifier from: rename it")
    if problem := path_problem(where):
        raise ReadingError("bad-name", problem)
    known, problems = read_sidecar(path)
    return _document(_bytes(path), kind, name, where, known), problems


def read_bytes(data: bytes) -> Document:
    """Read plain text that does not come from a file, such as standard input; the document's id is `stdin`."""
    if len(data) > MOST_BYTES:
        raise ReadingError("too-large", _too_large(len(data)))
    return _document(data, TEXT, "stdin", "stdin", Metadata())


def format_of(path: Path) -> Format:
    """Return the format that belongs to a file's suffix. Raises `ReadingError` "unknown-type" if there is none."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise ReadingError("unknown-type", f"{path.suffix or 'no suffix'}: can read {', '.join(FORMATS)}")
    return kind


def raw_path(path: Path, root: Path) -> str:
    """Return a file's path relative to `root`, with slashes; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.absolute().relative_to(root.absolute()).as_posix()).decode("utf-8", "replace")


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ReadingError("unreadable", "is not a regular file")
        if about.st_size > MOST_BYTES:
            raise ReadingError("too-large", _too_large(about.st_size))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise_machine_fault(error)
        raise ReadingError("unreadable", error.strerror or type(error).__name__) from None
    if len(data) > MOST_BYTES:
        raise ReadingError("too-large", _too_large(len(data)))
    return data


def _too_large(size: int) -> str:
    return f"has {size:,} bytes, at most {MOST_BYTES:,} are read: split it"


def _document(data: bytes, kind: Format, name: str, where: str, known: Metadata) -> Document:
    page = read_selected(data, known.selection) if known.selection and kind is HTML else kind.read(data)
    metadata = {
        field.name: getattr(known, field.name) or getattr(page.metadata, field.name)
        for field in fields(Metadata)
        if field.name != "selection"
    }
    return Document(
        document_id=name,
        text=page.text,
        text_sha256=hashlib.sha256(page.text.encode()).hexdigest(),
        raw_path=where,
        raw_sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.media_type,
        blocks=page.blocks,
        published_on_basis="sidecar" if known.published_on else page.published_on_basis,
        **metadata,
    )
