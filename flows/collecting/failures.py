"""The reasons why a request for an address can fail."""

from __future__ import annotations

# Each reason for a failure, as the log of fetches and the reports name it, with an explanation for people.
REASONS = {
    "network": "no connection, or it broke",
    "unsafe": "leads to an address that is not of the public internet",
    "not-allowed": "leads to a host or an address that the source does not count",
    "robots": "refused by robots.txt",
    "robots-unknown": "robots.txt could not be read, so that nobody knows what is allowed",
    "redirects": "redirects in a circle, or too often",
    "too-large": "longer than the limit, as sent or unpacked",
    "too-slow": "took too long",
    "encoding": "compressed in a way that was not asked for, or broken",
    "status": "answered with an error",
    "come-back-later": "asked to come back later",
    "host-down": "its host failed several times in a row",
    "other-type": "neither HTML, PDF, DOCX nor text",
    "unreadable": "no text can be read from it",
}


class Failure(Exception):
    """A request that brought nothing usable.

    `reason` is a key of `REASONS`, `status` the HTTP status if there was an answer, the message one line for people.
    """

    def __init__(self, reason: str, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.reason, self.status = reason, status
