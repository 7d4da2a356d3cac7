"""Unpacks the package (ZIP file) of a Word document within limits, since it can be a zip bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from flows.reading.errors import ReadingError

# The text of a report of 200 pages is about 5 MB of XML; pictures are not unpacked.
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 5_000
_CHUNK = 64 * 1024

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: Word before 2007, or an encrypted .docx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E", re.IGNORECASE)


def plain_copy(data: bytes) -> io.BytesIO:
    """Copy a package, uncompressed, keeping the XML parts and emptying all other parts. Raises `ReadingError`.

    The sizes that a package declares can be false, so each part is unpacked once, in chunks, and the copy is what is
    read.
    """
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise ReadingError("encrypted", "is protected by a password: save it without one")
        raise ReadingError("malformed", "is in the format of Word before 2007: save it as .docx")
    copied = io.BytesIO()
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(copied, "w") as copy:
            parts = package.infolist()
            texts = {part for part in parts if part.filename.lower().endswith((".xml", ".rels"))}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in texts) > MOST_UNPACKED:
                raise _bomb()
            for part in parts:
                if part.flag_bits & 1:
                    raise ReadingError("encrypted", "is protected by a password: save it without one")
                content = _unpacked(package, part, left) if part in texts else b""
                left -= len(content)
                copy.writestr(part.filename, content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise ReadingError("malformed", f"is not a Word file ({type(error).__name__})") from None
    return copied


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Return the content of a part; raises `ReadingError` if it exceeds `most` bytes or declares XML entities."""
    chunks, size = [], 0
    with package.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise _bomb()
            chunks.append(chunk)
    content = b"".join(chunks)
    if _DOCTYPE.search(content):
        raise ReadingError("malformed", "declares XML entities, which Word never does")
    return content


def _bomb() -> ReadingError:
    return ReadingError("zip-bomb", f"unpacks to more than {MOST_UNPACKED:,} bytes or {MOST_PARTS:,} parts")
