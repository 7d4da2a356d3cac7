"""No spelling of an address, and no redirect to one, reaches a server that is not of the public internet."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.collecting.addresses import clean, counts, page_of
from flows.collecting.failures import Failure
from flows.collecting.fetching import Fetcher
from flows.collecting.politeness import Hosts
from flows.collecting.resolving import CheckedNetwork, is_public, resolve
from flows.collecting.sources import Source
from tests.collecting import internet as net
from tests.collecting.internet import Internet, article, run, source

# Each would lead to a server that listens on every address of this machine, if it were asked for.
SPELLINGS = [
    *("http://127.0.0.2:{port}/", "http://127.1.1.1:{port}/", "http://127.2:{port}/", "http://127.0.2:{port}/"),
    *("http://2130706434:{port}/", "http://0x7f000002:{port}/", "http://0x7f.0.0.2:{port}/", "http://0x7f.2:{port}/"),
    *("http://0177.0.0.2:{port}/", "http://017700000002:{port}/", "http://0.0.0.0:{port}/", "http://0:{port}/"),
    *("http://[::1]:{port}/", "http://[::]:{port}/", "http://[0:0:0:0:0:0:0:1]:{port}/"),
    *("http://[::ffff:127.0.0.2]:{port}/", "http://[::ffff:7f00:2]:{port}/", "http://[::127.0.0.2]:{port}/"),
    *("http://[64:ff9b::127.0.0.2]:{port}/", "http://[2002:7f00:2::]:{port}/", "http://[fe80::1%25lo]:{port}/"),
    *("http://①②⑦.⓪.⓪.②:{port}/", "http://127。0。0。2:{port}/", "http://１２７.0.0.2:{port}/"),
    *("http://localhost:{port}/", "http://LOCALHOST.:{port}/", "http://localhost.localdomain:{port}/"),
    *("http://inspectorate.test@127.0.0.2:{port}/", "http://127.0.0.2:{port}#@inspectorate.test/"),
    *("http://127.0.0.2:{port}\\@inspectorate.test/", "//127.0.0.2:{port}/", "http:127.0.0.2:{port}/"),
    *("\thttp://127.0.0.2:{port}/\n", "http://127.0.0.2:{port}/?u=inspectorate.test", "https://127.0.0.2:{port}/"),
    *("http://rebound.test:{port}/", "http://mixed.test:{port}/", "http://private.test:{port}/"),
    *("http://inside.test:{port}/", "http://mapped.test:{port}/", "ftp://127.0.0.2:{port}/", "file:///etc/passwd"),
    *("gopher://127.0.0.2:{port}/", "javascript:alert(1)", "http://127.0.0.2:{port}%2f@inspectorate.test/"),
]
# Names that somebody else has lead here.
NAMES = {
    "rebound.test": ["127.0.0.2"],
    "mixed.test": ["93.184.215.14", "127.0.0.2"],
    "private.test": ["192.168.7.7"],
    "inside.test": ["100.64.3.2"],
    "mapped.test": ["::ffff:127.0.0.2"],
}
NOT_PUBLIC = [
    *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),
    *("192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"),
    *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00::1"),
    *("fe80::1", "fec0::1", "ff02::1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:7f00:1"),
]


class Listening:
    """A server on every address of this machine that counts who comes."""

    def __init__(self) -> None:
        self.server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = self.server.getsockname()[1]
        self.came = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.came += 1
            connection.close()


@pytest.fixture(scope="module")
def forbidden() -> Iterator[Listening]:
    listening = Listening()
    yield listening
    listening.server.close()


@pytest.fixture(scope="module")
def internet() -> Iterator[Internet]:
    with net.running() as made:
        yield made


def lookup(web: Internet) -> CheckedNetwork:
    def look(host: str, port: int, **more: object) -> list[tuple[object, ...]]:
        if host in NAMES:
            return [(0, 0, 0, "", (address, port)) for address in NAMES[host]]
        if host.startswith("localhost"):
            return [(0, 0, 0, "", ("127.0.0.2", port))]
        return web.lookup(host.strip("[]"), port)

    return CheckedNetwork(allowed=net.ONLY_HERE, lookup=look)


def everything(folder: Path, web: Internet) -> Source:
    """A source that names every host that it is led to: what holds then is what `resolving` checks."""

    class Anything(tuple[str, ...]):
        __slots__ = ()

        def __contains__(self, key: object) -> bool:
            return True

    return replace(source(folder, web, f"  - feed: {web.url('/feed')}"), hosts=Anything(), delay=0.0)


def test_there_are_forty() -> None:
    assert len(SPELLINGS) >= 40


def test_a_server_that_listens_would_be_reached(forbidden: Listening) -> None:
    before = forbidden.came
    for address in ("127.0.0.2", "::1"):
        socket.create_connection((address, forbidden.port)).close()
    for _ in range(100):
        if forbidden.came == before + 2:
            break
        threading.Event().wait(0.02)
    assert forbidden.came == before + 2


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("how", ["asked for", "redirected to", "named"])
def test_it_is_not_reached(
    spelling: str, how: str, forbidden: Listening, internet: Internet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.collecting.fetching.BACK_OFF", ())
    before, target = forbidden.came, spelling.format(port=forbidden.port)
    given = everything(tmp_path, internet)
    if how == "named":  # by a source as it is written, which allows one host
        given = replace(given, hosts=(f"inspectorate.test:{internet.port}",))
    fetcher = Fetcher(given, "tests", Hosts(), threading.Event(), lookup(internet))
    address = clean(target, internet.url("/"))
    if how != "asked for":
        internet.put("/redirect", "", 302, Location=target.strip().encode().decode("latin-1"))
        address = internet.url("/redirect")
    try:
        # What is no address at all, or one of the host itself, may be asked for.
        assert not address or fetcher.get(address, None, 1000).address.startswith(internet.url("/"))
    except Failure as failure:
        assert failure.reason in ("unsafe", "not-allowed", "network")  # noqa: PT017  or nothing at all is refused
    finally:
        fetcher.close()
    threading.Event().wait(0.001)
    assert forbidden.came == before


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.144", "2606:4700::1", "2a04:4e42::144"])
def test_what_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_address_that_is_not_public_is_enough_to_refuse() -> None:
    def lookup(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (each, port)) for each in ("8.8.8.8", "10.0.0.1")]

    with pytest.raises(Failure, match=r"10\.0\.0\.1"):
        resolve("example.org", 443, lookup=lookup)


def test_a_name_that_is_looked_up_for_ever_costs_its_time_and_no_more() -> None:
    answered = threading.Event()

    def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
        answered.wait(30)
        return []

    with pytest.raises(Failure) as failure:
        resolve("example.org", 443, lookup=lookup, seconds=0.05)
    answered.set()
    assert failure.value.reason == "too-slow"


def test_what_a_page_says_is_no_path_no_option_and_no_line_of_the_log(tmp_path: Path, internet: Internet) -> None:
    names = [
        "/../../../etc/cron.d/x",
        "/%2e%2e%2f%2e%2e%2fpasswd",
        "/--output=x",
        "/a%0Ab%1b[31m",
        "/con",
        "/" + "a" * 900,
    ]
    given = source(tmp_path / "raw" / "sources", internet, f"  - index: {internet.url('/odd')}")
    for number, name in enumerate(names):
        path = clean(internet.url(name)) or ""
        page = article(
            f"odd {number}", f"number {number} is told in words of its own", f"<title>{chr(27)}]0;x\n{{</title>"
        )
        internet.put(path.partition(f":{internet.port}")[2], page, ETag='"a\\"b"', Last_Modified="x: y # {")
    internet.put("/odd", "".join(f"<a href='{name}'>{name}</a>" for name in names))
    done = run(tmp_path / "raw", internet, given)
    assert done.came == len(names)
    found = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    kept = [path for path in found if path.parts[:3] == ("raw", "collected", "inspectorate")]
    assert len(kept) == 2 * len(names)
    assert len(found) == len(kept) + 3  # the source, the log, and what is remembered of the visit
    assert all(set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for path in kept)
    (log,) = (tmp_path / "raw" / "fetches").glob("*.jsonl")
    assert log.read_bytes().isascii()
    assert run(tmp_path / "raw", internet, given).came == 0


def test_a_step_upwards_does_not_count_for_what_it_begins_with() -> None:
    address = clean("https://www.example.org/news/../admin/x") or ""
    assert address == "https://www.example.org/admin/x"
    assert not counts(address, ["www.example.org/news/*"])
    assert page_of("http://WWW.example.org/a/?utm_source=x#y") == page_of("https://www.example.org/a")
