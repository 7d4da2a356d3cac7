"""Reads a raw file into a `Document`: `read(path)` returns its final text, its blocks and its metadata."""

from flows.reading.document import Document, Reject
from flows.reading.errors import ReadingError
from flows.reading.files import read, read_bytes
from flows.reading.folder import Listing, list_folder, read_all
from flows.reading.versions import select_current

__all__ = [
    "Document",
    "Listing",
    "ReadingError",
    "Reject",
    "list_folder",
    "read",
    "read_all",
    "read_bytes",
    "select_current",
]
