"""Connect only to addresses of the public internet.

A host name is resolved once, its addresses are checked, and the connection goes to a checked address. So a name that
leads, by mistake or on purpose, to this machine or its network is refused however it is spelt; so is each redirect,
since it needs a connection of its own. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from flows.collecting.failures import Failure

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Lookup = Callable[..., Sequence[tuple[Any, ...]]]

# Networks that may be connected to although they are not public. For tests only, which patch this or pass `allowed`:
# no file and no option sets it.
ALLOWED: tuple[Network, ...] = ()

# Give up on looking up a name after so many seconds: the system may take longer, in code that cannot be interrupted.
LOOKUP_SECONDS = 10.0
# The public part of IPv6, and the networks in it (and in IPv4) that are reserved or embed an IPv4 address.
_PUBLIC = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.88.99.0/24")
)
# The 32 bits before the embedded IPv4 address in an ISATAP address.
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet and does not embed an IPv4 address."""
    if not address.is_global or address.is_multicast or any(address in network for network in _NOT_PUBLIC):
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    return address in _PUBLIC and (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP


def resolve(
    host: str,
    port: int,
    allowed: Iterable[Network] = (),
    lookup: Lookup = socket.getaddrinfo,
    seconds: float = LOOKUP_SECONDS,
) -> str:
    """Return the address to connect to.

    Raises `Failure` if the name has no address, if the lookup takes more than `seconds`, or if any of its addresses is
    neither public nor in one of the `allowed` networks.
    """
    found = _look_up(host, port, lookup, seconds)
    addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    networks = tuple(allowed)
    for address in addresses:
        if not (is_public(address) or any(address in network for network in networks)):
            raise Failure("unsafe", f"{host}: leads to {address}, which is not of the public internet")
    if not addresses:
        raise Failure("network", f"{host}: has no address")
    return str(addresses[0])


def _look_up(host: str, port: int, lookup: Lookup, seconds: float) -> Sequence[tuple[Any, ...]]:
    """Look up a name in a thread that is abandoned if it takes too long."""
    answers: queue.SimpleQueue[Sequence[tuple[Any, ...]] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(lookup(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, name="looking-up", daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise Failure("too-slow", f"{host}: its address is not found in time") from None
    if isinstance(found, OSError | UnicodeError):
        raise Failure("network", f"{host}: its address cannot be found ({found})")
    if isinstance(found, Exception):
        raise found
    return found


class Deadline:
    """The time, by `time.monotonic`, by which the current request has to be done."""

    def __init__(self) -> None:
        self.at = float("inf")

    def left(self, timeout: float | None) -> float:
        """Return the seconds left, at most `timeout`. Raises `Failure` if none are left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise Failure("too-slow", "its answer took too long")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A connection on which no step waits beyond the deadline, however slowly the other side sends."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        begun = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(begun, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedNetwork(httpcore.NetworkBackend):
    """A network backend of httpcore that connects only to checked addresses, within a deadline."""

    def __init__(
        self,
        deadline: Deadline | None = None,
        allowed: Iterable[Network] | None = None,
        lookup: Lookup = socket.getaddrinfo,
    ) -> None:
        self._deadline = deadline or Deadline()
        self._allowed = ALLOWED if allowed is None else tuple(allowed)
        self._lookup, self._plain = lookup, httpcore.SyncBackend()

    def within(self, deadline: Deadline) -> CheckedNetwork:
        """Return the same backend with another deadline."""
        return CheckedNetwork(deadline, self._allowed, self._lookup)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = resolve(host, port, self._allowed, self._lookup, self._deadline.left(LOOKUP_SECONDS))
        left = self._deadline.left(timeout)
        return _Stream(self._plain.connect_tcp(address, port, left, local_address, socket_options), self._deadline)
