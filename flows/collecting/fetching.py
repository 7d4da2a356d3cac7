"""One address is asked for, politely and within limits: what comes is an answer, or a `Failure` that says why not.

No cookie, password or proxy is taken from anywhere, kept, or sent on. Redirects are followed by hand, each checked as
the first address was: the host that the source names, its robots.txt, where it is, its pace.
"""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpcore

from flows.collecting.addresses import clean, host_of, origin_of
from flows.collecting.failures import Failure
from flows.collecting.politeness import BACK_OFF, MOST_ROBOTS, Budget, Host, Hosts, Robots, retry_after, robots_of
from flows.collecting.resolving import CheckedNetwork, Deadline
from flows.collecting.sources import Source

# For a whole answer, and for any one step of it.
MOST_SECONDS = 60.0
_STEP_SECONDS = 20.0
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({429, 500, 502, 503, 504})
_KEPT_HEADERS = ("content-type", "etag", "last-modified", "location", "retry-after", "content-encoding")
_LONGEST_HEADER = 500
# Of a body that nobody needs, no more is read to keep the connection.
_MOST_UNWANTED = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address: `address` is the last one of the redirects, `size` what the network brought."""

    requested: str
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int
    at: datetime

    @property
    def sha256(self) -> str:
        """Of the body."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address said of its content when it was last asked, to be asked whether that still holds."""

    address: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As they go into a request."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


class Fetcher:
    """Asks for the addresses of one source over connections of its own; used by one thread."""

    def __init__(
        self, source: Source, agent: str, hosts: Hosts, stop: threading.Event, network: CheckedNetwork | None = None
    ) -> None:
        self._source, self._hosts, self._stop, self._agent = source, hosts, stop, agent
        self.budget = Budget(source.most_requests, source.most_megabytes * 1024 * 1024)
        self._deadline = Deadline()
        backend = network.within(self._deadline) if network else CheckedNetwork(self._deadline)
        self._pool = httpcore.ConnectionPool(network_backend=backend, max_connections=2, keepalive_expiry=30)

    def close(self) -> None:
        """End its connections."""
        self._pool.close()

    def get(self, address: str, known: Validators | None, most: int) -> Answer:
        """What an address brings, up to `most` bytes, tried again where that may help; 304 if it is as it is `known`.

        Raises `Failure`; `Spent` where the budget of the source is used up; `Stopped` where the run is to end.
        """
        return self._followed(address, known, most, self._check)

    def _followed(
        self, address: str, known: Validators | None, most: int, check: Callable[[str], None], cut: bool = False
    ) -> Answer:
        """What the last of the redirects from an address brings, each checked before it is asked for."""
        here, seen = address, {address}
        for _ in range(MOST_REDIRECTS + 1):
            check(here)
            found = self._patiently(here, known.headers if known and known.address == here else {}, most, cut)
            if found.status not in _REDIRECTS:
                return replace(found, requested=address)
            location = found.headers.get("location")
            onward = clean(location, here) if location else None
            if not onward:
                raise Failure("not-allowed", "redirects to no address that can be asked for", found.status)
            if onward in seen:
                raise Failure("redirects", "redirects in a circle", found.status)
            seen.add(onward)
            here = onward
        raise Failure("redirects", f"redirects more than {MOST_REDIRECTS} times")

    def _check(self, address: str) -> None:
        """Raise `Failure` for a host that the source does not name, or what its robots.txt does not allow."""
        self._check_host(address)
        robots = self.robots(address)
        if robots.failure:
            raise robots.failure
        if not robots.allows(address):
            raise Failure("robots", "refused by robots.txt")

    def _check_host(self, address: str) -> None:
        if not self._source.allows(address):
            raise Failure("not-allowed", f"leads to {address[:200]}, a host that the source does not name")

    def robots(self, address: str) -> Robots:
        """What the robots.txt of an address's host says, asked for once in a run."""
        host, origin = self._hosts[host_of(address)], origin_of(address)
        with host.asking_robots:
            if origin not in host.robots:
                host.robots[origin] = self._asked_robots(f"{origin}/robots.txt")
            return host.robots[origin]

    def closed(self, address: str) -> Failure | None:
        """Why nothing more is to be asked of an address's host in this run, if so: it failed too often, wants to rest
        for longer, or nobody knows what its robots.txt says."""
        host = self._hosts[host_of(address)]
        with host.lock:
            robots = host.robots.get(origin_of(address))
            return host.closed or (robots.failure if robots else None)

    def _asked_robots(self, address: str) -> Robots:
        try:
            found = self._followed(address, None, MOST_ROBOTS, self._check_host, cut=True)
        except Failure as failure:
            if failure.reason in ("redirects", "not-allowed"):
                return Robots(None, Failure("robots-unknown", f"robots.txt {failure}", failure.status))
            return Robots(None, failure)
        return robots_of(found.status, found.body)

    def _patiently(self, address: str, validators: Mapping[str, str], most: int, cut: bool) -> Answer:
        """One request, and further ones where the host asks for patience or fails in passing."""
        host = self._hosts[host_of(address)]
        for pause in (*BACK_OFF, None):
            with host.lock:
                host.wait(self._stop)
                self.budget.request()
                try:
                    found = self._once(address, validators, most, cut)
                except Failure as failure:
                    host.answered(self._delay(host, address))
                    if failure.reason == "network" and pause is not None:
                        host.rest(pause)
                        continue
                    if failure.reason in ("network", "too-slow"):
                        host.failed(failure)
                    raise
                host.answered(self._delay(host, address))
                if found.status not in _AGAIN:
                    host.failures = 0
                    return found
                asked = retry_after(found.headers.get("retry-after"))
                host.rest(asked if asked is not None else pause or 0.0)
                if host.closed:
                    raise host.closed
                if pause is None:
                    host.failed(Failure("status", f"answered with {found.status}", found.status))
                    return found
        raise AssertionError("the last try returns or raises")

    def _delay(self, host: Host, address: str) -> float:
        robots = host.robots.get(origin_of(address))
        return max(self._source.delay, robots.delay if robots else 0.0)

    def _once(self, address: str, validators: Mapping[str, str], most: int, cut: bool) -> Answer:
        self._deadline.at = time.monotonic() + MOST_SECONDS
        headers = {
            "Host": urlsplit(address).netloc,
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            **validators,
        }
        steps = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
        request = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        try:
            with self._pool.stream("GET", address, headers=request, extensions={"timeout": steps}) as response:
                kept = _headers(response.headers)
                at = datetime.now(UTC)
                wanted = response.status == 200
                body, size = _unpacked(response.iter_stream(), kept.get("content-encoding", ""), most, cut, wanted)
        except httpcore.TimeoutException:
            raise Failure("too-slow", "does not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ConnectionNotAvailable, OSError) as error:
            raise Failure("network", f"{type(error).__name__}: {str(error)[:200]}".rstrip(": ")) from None
        self.budget.used_bytes += size
        return Answer(address, address, response.status, kept, body, size, at)


def _headers(found: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers that are used, printable and not too long."""
    kept: dict[str, str] = {}
    for name, value in found:
        key, text = name.decode("latin-1").lower(), value.decode("utf-8", "replace").strip()
        if key == "location" or (key in _KEPT_HEADERS and text.isprintable() and len(text) <= _LONGEST_HEADER):
            kept[key] = text
    return kept


def _unpacked(chunks: Iterable[bytes], encoding: str, most: int, cut: bool, wanted: bool) -> tuple[bytes, int]:
    """A body, unpacked as it comes, and how many bytes came. Raises `Failure` as soon as either is too much.

    `cut` takes what is within the limit instead; of a body that is not `wanted` nothing is kept.
    """
    if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
        raise Failure("encoding", f"is compressed as {encoding[:40]!r}, which was not asked for")
    unpack = zlib.decompressobj(31) if "gzip" in encoding.lower() and wanted else None
    parts: list[bytes] = []
    size = length = 0
    for chunk in chunks:
        size += len(chunk)
        if not wanted:
            if size > _MOST_UNWANTED:
                break
            continue
        try:
            part = unpack.decompress(chunk, most + 1 - length) if unpack else chunk
        except zlib.error:
            raise Failure("encoding", "is not compressed as it says") from None
        length += len(part)
        if max(size, length) > most:
            if not cut:
                raise Failure("too-large", f"has more than {most:,} bytes")
            parts.append(part)
            break
        parts.append(part)
    if unpack and not unpack.eof and size and not cut:
        raise Failure("encoding", "ends in the middle of what is compressed")
    return b"".join(parts)[:most], size
