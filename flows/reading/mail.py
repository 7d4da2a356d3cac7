"""A web page that is saved as the e-mail, or the archive of one page, that it came in."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

# It begins with the head of a message, which is no text of a page.
_HEAD = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def page_in(data: bytes) -> tuple[bytes, str | None]:
    """The page in a message and its encoding as far as the message states it; any other file as it is."""
    if not _HEAD.match(data):
        return data, None
    message = message_from_bytes(data, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part else None
    return (content, part.get_content_charset()) if part and isinstance(content, bytes) else (data, None)
