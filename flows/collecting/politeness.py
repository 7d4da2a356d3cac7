"""How a host is treated: its robots.txt, its pace, what it says of when to come back, and how much of it is taken."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from flows.collecting.failures import Failure

# The name that a robots.txt can speak of.
NAME = "InspectionFacts"
# So many addresses in a row that it brings nothing for are a host that is down: the rest of it is left for another run.
MOST_FAILURES = 3
# A host that asks for a longer rest than this, in seconds, is asked again in another run.
PATIENCE = 120.0
# Seconds before the second and the third try.
BACK_OFF = (2.0, 8.0)
# As its standard has it: no more of a robots.txt is read.
MOST_ROBOTS = 500 * 1024


def agent(version: str, contact: str) -> str:
    """The user agent: which project asks, and whom its owner can write to."""
    return f"{NAME}/{version} (+{contact})"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt says to this project, or why nobody knows, so that nothing may be asked for."""

    rules: Protego | None = None
    failure: Failure | None = None

    def allows(self, address: str) -> bool:
        """Whether an address may be asked for."""
        return self.rules is not None and bool(self.rules.can_fetch(address, NAME))

    @property
    def delay(self) -> float:
        """Seconds between two requests."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(NAME)
        return max(self.rules.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def robots_of(status: int, body: bytes) -> Robots:
    """What an answer to the question for robots.txt means: none is no rule, an error of the server forbids all."""
    if status >= 500 or status == 429:
        return Robots(None, Failure("robots-unknown", f"robots.txt answered with {status}", status))
    text = body[:MOST_ROBOTS].decode("utf-8", "replace") if status == 200 else ""
    return Robots(Protego.parse(text))


@dataclass(slots=True)
class Host:
    """One machine, sent one request at a time, by whoever holds its lock."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    # Held while its robots.txt is fetched, which may redirect to another host and so need the lock of that.
    asking_robots: threading.Lock = field(default_factory=threading.Lock)
    robots: dict[str, Robots] = field(default_factory=dict)
    ready_at: float = 0.0
    failures: int = 0
    closed: Failure | None = None

    def wait(self, stop: threading.Event) -> None:
        """Wait until it may be asked again. Raises `Failure` where it is not to be asked any more in this
        run, `Stopped` where the run is to end."""
        if self.closed:
            raise self.closed
        if stop.wait(max(0.0, self.ready_at - time.monotonic())):
            raise Stopped

    def answered(self, delay: float) -> None:
        """It was asked something: it may be asked again after a delay."""
        self.ready_at = max(self.ready_at, time.monotonic() + delay)

    def failed(self, failure: Failure) -> None:
        """It brought nothing for an address; after several in a row it is not asked any more."""
        self.failures += 1
        if self.failures >= MOST_FAILURES and not self.closed:
            self.closed = Failure("host-down", f"{failure} ({self.failures} times in a row)")

    def rest(self, seconds: float) -> None:
        """It asked for a rest; one that is too long ends this run for it."""
        self.ready_at = max(self.ready_at, time.monotonic() + seconds)
        if seconds > PATIENCE:
            self.closed = Failure("come-back-later", f"asked to come back in {seconds:,.0f} seconds")


class Hosts(dict[str, Host]):
    """The hosts of a run, by name: sources that share one wait for each other."""

    def __missing__(self, name: str) -> Host:
        return self.setdefault(name, Host())  # atomic in the interpreter: no thread gets another host


class Stopped(Exception):
    """The run is to end: nothing further is asked for."""


class Spent(Exception):
    """The budget of a source is used up."""


@dataclass(slots=True)
class Budget:
    """How many requests and bytes a source may still take in this run."""

    requests: int
    bytes: int
    used_requests: int = 0
    used_bytes: int = 0

    def request(self) -> None:
        """Take a request. Raises `Spent`."""
        if self.used_requests >= self.requests or self.used_bytes >= self.bytes:
            raise Spent
        self.used_requests += 1


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` means: a number, or a time; None where it means nothing."""
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
