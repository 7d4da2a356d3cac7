"""Extracts a web page from the e-mail or single-file web archive (MHTML) in which it is saved."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

# A message begins with header lines, which a page does not.
_MESSAGE_HEADER = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def page_in(data: bytes) -> tuple[bytes, str | None]:
    """Return the page in a message and its declared encoding (or None); any other file unchanged, with None."""
    if not _MESSAGE_HEADER.match(data):
        return data, None
    message = message_from_bytes(data, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part else None
    return (content, part.get_content_charset()) if part and isinstance(content, bytes) else (data, None)
