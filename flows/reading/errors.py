"""The error for a file that cannot be read, and its reasons."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "bad-name",
    "bad-sidecar",
    "binary",
    "duplicate",
    "duplicate-stem",
    "empty",
    "encrypted",
    "image-only",
    "malformed",
    "orphan-sidecar",
    "outside-raw",
    "superseded",
    "too-complex",
    "too-large",
    "undecodable",
    "unknown-type",
    "unreadable",
    "zip-bomb",
]


class ReadingError(Exception):
    """Raised for a file that cannot become a document.

    `reason` is a code of the vocabulary `quarantine-reason`; `value` says in words what is wrong.
    """

    def __init__(self, reason: Reason, value: str) -> None:
        super().__init__(f"{reason}: {value}")
        self.reason = reason
        self.value = value

    def __reduce__(self) -> tuple[type[ReadingError], tuple[Reason, str]]:
        """Support pickling: the default would pass the message alone to a constructor that takes two arguments."""
        return type(self), (self.reason, self.value)
