"""Makes text safe to print on a terminal."""

from __future__ import annotations

# Control characters, line and paragraph separators, and characters that change the direction of text.
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
    """Return text with every unsafe character replaced by U+FFFD; offsets stay the same."""
    return text.translate(UNSAFE)
