"""Text as it may be shown on a terminal."""

from __future__ import annotations

# Controls, separators of lines and paragraphs, and what turns the direction of text.
UNSAFE = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n"),
        *range(0x7F, 0xA0),
        *(0x061C, 0x200E, 0x200F),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    ],
    "\ufffd",
)


def safe(text: str) -> str:
    """Text in which nothing steers a terminal; as long as it was."""
    return text.translate(UNSAFE)
