"""Why a file could not be read."""

from __future__ import annotations


class ReadingError(Exception):
    """A file that cannot become a document.

    `reason` is a code of the vocabulary `quarantine-reason`; `value` says in words what was found.
    """

    def __init__(self, reason: str, value: str) -> None:
        super().__init__(f"{reason}: {value}")
        self.reason = reason
        self.value = value

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str]]:
        """An exception of two arguments has to say how it crosses from one process to another."""
        return type(self), (self.reason, self.value)
