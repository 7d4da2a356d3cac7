"""Request one address, politely and within limits: the result is an `Answer`, or a `Failure` that says why not.

No cookies, passwords or proxy settings are used, kept or sent on. Redirects are followed here, not by the HTTP library,
so that each target passes the same checks as the first address: its host, its robots.txt, its network address, its
pace.
"""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpcore

from flows.collecting.addresses import clean, host_of, origin_of
from flows.collecting.failures import Failure
from flows.collecting.politeness import BACK_OFF, MOST_ROBOTS, Budget, Host, Hosts, Robots, retry_after, robots_of
from flows.collecting.resolving import CheckedNetwork, Deadline
from flows.collecting.sources import Source

# Time limits in seconds, for a whole answer and for each step of it (connecting, one read, one write).
MOST_SECONDS = 60.0
_STEP_SECONDS = 20.0
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Statuses after which the same request is tried again.
_RETRIED = frozenset({429, 500, 502, 503, 504})
_KEPT_HEADERS = ("content-type", "etag", "last-modified", "location", "retry-after", "content-encoding")
# Headers with more characters than this are dropped; `clean` limits the length of a location itself.
_LONGEST_HEADER = 500
# Read no more bytes than this of an unwanted body just to keep the connection open.
_MOST_UNWANTED = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered.

    - `requested`: the address that was asked for; `address`: the last address after redirects.
    - `headers`: the few headers that are used, with names in lower case.
    - `body`: unpacked; empty unless the status is 200.
    - `size`: bytes of the body as they came over the network, so compressed if the body was.
    - `at`: when the headers had arrived, in UTC.
    """

    requested: str
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int
    at: datetime

    @property
    def sha256(self) -> str:
        """The SHA-256 of the body in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Validators:
    """The ETag and Last-Modified of the last answer from an address, which make the next request conditional."""

    address: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The request headers that ask for the content only if it has changed."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


class Fetcher:
    """Requests the addresses of one source over connections of its own. For use by a single thread."""

    def __init__(
        self, source: Source, agent: str, hosts: Hosts, stop: threading.Event, network: CheckedNetwork | None = None
    ) -> None:
        self._source, self._hosts, self._stop, self._agent = source, hosts, stop, agent
        self.budget = Budget(source.most_requests, source.most_megabytes * 1024 * 1024)
        self._deadline = Deadline()
        backend = network.within(self._deadline) if network else CheckedNetwork(self._deadline)
        self._pool = httpcore.ConnectionPool(network_backend=backend, max_connections=2, keepalive_expiry=30)

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def get(self, address: str, known: Validators | None, most: int) -> Answer:
        """Request an address, follow redirects and return the answer, whatever its status.

        Passing faults are tried again. If `known` has validators of this address, the answer has status 304 when
        nothing has changed. Raises `Failure`, also for a body of more than `most` bytes; `Spent` if the budget of the
        source is used up; `Stopped` if the run is to end.
        """
        return self._follow(address, known, most, self._check)

    def _follow(
        self, address: str, known: Validators | None, most: int, check: Callable[[str], None], cut: bool = False
    ) -> Answer:
        """Request an address and each redirect in turn, calling `check` before each; `cut` is as in `_read_body`."""
        here, seen = address, {address}
        for _ in range(MOST_REDIRECTS + 1):
            check(here)
            answer = self._request(here, known.headers if known and known.address == here else {}, most, cut)
            if answer.status not in _REDIRECTS:
                return replace(answer, requested=address)
            location = answer.headers.get("location")
            onward = clean(location, here) if location else None
            if not onward:
                raise Failure("not-allowed", "redirects to no address that can be asked for", answer.status)
            if onward in seen:
                raise Failure("redirects", "redirects in a circle", answer.status)
            seen.add(onward)
            here = onward
        raise Failure("redirects", f"redirects more than {MOST_REDIRECTS} times")

    def _check(self, address: str) -> None:
        """Raise `Failure` if the source does not name the host, or if robots.txt is unknown or forbids the address."""
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
        """Return the robots.txt that holds for an address; it is requested once in a run."""
        host, origin = self._hosts[host_of(address)], origin_of(address)
        with host.asking_robots:
            if origin not in host.robots:
                host.robots[origin] = self._fetch_robots(f"{origin}/robots.txt")
            return host.robots[origin]

    def closed(self, address: str) -> Failure | None:
        """Return why the host of an address gets no more requests in this run, or None if it does.

        The host failed several times in a row, asked for too long a rest, or its robots.txt could not be read.
        """
        host = self._hosts[host_of(address)]
        with host.lock:
            robots = host.robots.get(origin_of(address))
            return host.closed or (robots.failure if robots else None)

    def _fetch_robots(self, address: str) -> Robots:
        """Request a robots.txt; one that cannot be had forbids everything."""
        try:
            answer = self._follow(address, None, MOST_ROBOTS, self._check_host, cut=True)
        except Failure as failure:
            if failure.reason in ("redirects", "not-allowed"):
                return Robots(None, Failure("robots-unknown", f"robots.txt {failure}", failure.status))
            return Robots(None, failure)
        return robots_of(answer.status, answer.body)

    def _request(self, address: str, validators: Mapping[str, str], most: int, cut: bool) -> Answer:
        """Send a request at the pace of the host, and again after a pause if it fails in a way that may pass.

        The last try returns its answer even if the status is one of `_RETRIED`.
        """
        host = self._hosts[host_of(address)]
        for pause in (*BACK_OFF, None):
            with host.lock:
                host.wait(self._stop)
                self.budget.request()
                try:
                    answer = self._request_once(address, validators, most, cut)
                except Failure as failure:
                    host.answered(self._delay(host, address))
                    if failure.reason == "network" and pause is not None:
                        host.rest(pause)
                        continue
                    if failure.reason in ("network", "too-slow"):
                        host.failed(failure)
                    raise
                host.answered(self._delay(host, address))
                if answer.status not in _RETRIED:
                    host.failures = 0
                    return answer
                rest_asked = retry_after(answer.headers.get("retry-after"))
                host.rest(rest_asked if rest_asked is not None else pause or 0.0)
                if host.closed:
                    raise host.closed
                if pause is None:
                    host.failed(Failure("status", f"answered with {answer.status}", answer.status))
                    return answer
        raise AssertionError("the last try returns or raises")

    def _delay(self, host: Host, address: str) -> float:
        """Return the seconds between two requests to a host: the longer of the source's and the robots.txt's delay."""
        robots = host.robots.get(origin_of(address))
        return max(self._source.delay, robots.delay if robots else 0.0)

    def _request_once(self, address: str, validators: Mapping[str, str], most: int, cut: bool) -> Answer:
        """Send one request and read the answer, without checks, redirects and further tries."""
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
                chunks = self._counted(response.iter_stream())
                body, size = _read_body(chunks, kept.get("content-encoding", ""), most, cut, wanted)
        except httpcore.TimeoutException:
            raise Failure("too-slow", "does not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ConnectionNotAvailable, OSError) as error:
            raise Failure("network", f"{type(error).__name__}: {str(error)[:200]}".rstrip(": ")) from None
        return Answer(address, address, response.status, kept, body, size, at)

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what the network brings, and take it from the budget, whatever comes of the answer."""
        for chunk in chunks:
            self.budget.used_bytes += len(chunk)
            yield chunk


def _headers(found: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers that are used, by names in lower case, without unprintable or overlong values."""
    kept: dict[str, str] = {}
    for name, value in found:
        key, text = name.decode("latin-1").lower(), value.decode("utf-8", "replace").strip()
        if key == "location" or (key in _KEPT_HEADERS and text.isprintable() and len(text) <= _LONGEST_HEADER):
            kept[key] = text
    return kept


def _read_body(chunks: Iterable[bytes], encoding: str, most: int, cut: bool, wanted: bool) -> tuple[bytes, int]:
    """Read a body, unpacking it as it comes, and return it with the number of bytes received.

    Raises `Failure` as soon as the received or the unpacked bytes exceed `most`; with `cut` it returns the first `most`
    bytes instead. A body that is not `wanted` is read only a little and returned empty.
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
