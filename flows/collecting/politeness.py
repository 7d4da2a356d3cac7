"""How a host is treated: its robots.txt, the pace of requests, its wishes for a rest, and the budget of a source."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from flows.collecting.failures import Failure

# The name under which a robots.txt can address this project.
NAME = "InspectionFacts"
# A host counts as down, and gets no more requests in this run, after so many addresses in a row failed on every try.
MOST_FAILURES = 3
# A host that asks for a rest of more seconds than this gets no more requests in this run.
PATIENCE = 120.0
# Seconds to wait before the second and the third try of a request.
BACK_OFF = (2.0, 8.0)
# Read no more bytes than this of a robots.txt: the limit in its standard.
MOST_ROBOTS = 500 * 1024


def agent(version: str, contact: str) -> str:
    """Return the User-Agent header, which tells owners of sites who is asking and whom to write to."""
    return f"{NAME}/{version} (+{contact})"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a robots.txt, or the failure to get it; without rules, nothing may be requested."""

    rules: Protego | None = None
    failure: Failure | None = None

    def allows(self, address: str) -> bool:
        """Whether an address may be requested."""
        return self.rules is not None and bool(self.rules.can_fetch(address, NAME))

    @property
    def delay(self) -> float:
        """The least number of seconds between two requests; 0 if the robots.txt does not say."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(NAME)
        return max(self.rules.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def robots_of(status: int, body: bytes) -> Robots:
    """Return the rules in the answer to a request for robots.txt.

    No robots.txt means no rules. A server error or 429 forbids everything, since the rules are unknown.
    """
    if status >= 500 or status == 429:
        return Robots(None, Failure("robots-unknown", f"robots.txt answered with {status}", status))
    text = body[:MOST_ROBOTS].decode("utf-8", "replace") if status == 200 else ""
    return Robots(Protego.parse(text))


@dataclass(slots=True)
class Host:
    """One machine on the web, which gets one request at a time: from the thread that holds its `lock`.

    - `robots`: its robots.txt for each origin (scheme, host and port).
    - `ready_at`: when it may get the next request, by `time.monotonic`.
    - `failures`: how many addresses in a row failed on every try.
    - `closed`: why it gets no more requests in this run, or None.
    """

    lock: threading.RLock = field(default_factory=threading.RLock)
    # Held while a robots.txt is fetched. Not the same as `lock`: a redirect to another host needs that host's `lock`.
    asking_robots: threading.Lock = field(default_factory=threading.Lock)
    robots: dict[str, Robots] = field(default_factory=dict)
    ready_at: float = 0.0
    failures: int = 0
    closed: Failure | None = None

    def wait(self, stop: threading.Event) -> None:
        """Wait until the host may get the next request.

        Raises `Failure` if it gets no more requests in this run, and `Stopped` if the run is to end.
        """
        if self.closed:
            raise self.closed
        if stop.wait(max(0.0, self.ready_at - time.monotonic())):
            raise Stopped

    def answered(self, delay: float) -> None:
        """Note that a request has ended: the next may come after `delay` seconds."""
        self.ready_at = max(self.ready_at, time.monotonic() + delay)

    def failed(self, failure: Failure) -> None:
        """Note an address that failed on every try; after `MOST_FAILURES` in a row the host gets no more requests."""
        self.failures += 1
        if self.failures >= MOST_FAILURES and not self.closed:
            self.closed = Failure("host-down", f"{failure} ({self.failures} times in a row)")

    def rest(self, seconds: float) -> None:
        """Give the host a rest; too long a rest means that it gets no more requests in this run."""
        self.ready_at = max(self.ready_at, time.monotonic() + seconds)
        if seconds > PATIENCE:
            self.closed = Failure("come-back-later", f"asked to come back in {seconds:,.0f} seconds")


class Hosts(dict[str, Host]):
    """The hosts of a run by name, made when they are first looked up. Sources on the same host share its pace."""

    def __missing__(self, name: str) -> Host:
        return self.setdefault(name, Host())  # setdefault is atomic, so all threads get the same host


class Stopped(Exception):
    """Raised when the run is to end."""


class Spent(Exception):
    """Raised when the budget of a source is used up."""


@dataclass(slots=True)
class Budget:
    """How many requests and bytes a source may use in this run, and how many it has used."""

    requests: int
    bytes: int
    used_requests: int = 0
    used_bytes: int = 0

    def request(self) -> None:
        """Count one more request. Raises `Spent` if the requests or the bytes are used up."""
        if self.used_requests >= self.requests or self.used_bytes >= self.bytes:
            raise Spent
        self.used_requests += 1


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds to wait that a `Retry-After` header asks for, or None if it cannot be read.

    The header has a number of seconds or a date; a date in the past gives 0.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
