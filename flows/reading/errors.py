"""Why a file could not be read."""

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
    """A file that cannot become a document.

    `reason` is a code of the vocabulary `quarantine-reason`; `value` says in words what was found.
    """

    def __init__(self, reason: Reason, value: str) -> None:
        super().__init__(f"{reason}: {value}")
        self.reason = reason
        self.value = value

    def __reduce__(self) -> tuple[type[ReadingError], tuple[Reason, str]]:
        """An exception of two arguments has to say how it crosses from one process to another."""
        return type(self), (self.reason, self.value)
