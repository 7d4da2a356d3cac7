"""A raw file becomes a `Document`: its text, fixed once and for all, and what is known about it."""

from flows.reading.document import Document, Reject
from flows.reading.errors import ReadingError
from flows.reading.files import read, read_bytes
from flows.reading.folder import Listing, list_folder, read_all
from flows.reading.versions import standing

__all__ = [
    "Document",
    "Listing",
    "ReadingError",
    "Reject",
    "list_folder",
    "read",
    "read_all",
    "read_bytes",
    "standing",
]
