"""A small internet on this machine: hosts whose names end in .test, with pages that are given, and what was asked."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from flows.collecting import Collected, CollectPlan, collect
from flows.collecting.resolving import CheckedNetwork
from flows.collecting.sources import Source, load_source

ONLY_HERE = (ipaddress.ip_network("127.0.0.1/32"),)


@dataclass(frozen=True)
class Reply:
    """What a host answers; `then` takes over the connection after the head, for bodies that are not as they should."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    then: Callable[[Any], None] | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: Mapping[str, str]
    status: int
    at: float


Page = Reply | Callable[[Mapping[str, str]], Reply]


class Internet:
    """Every host of this internet: `pages` by host and path."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], Page] = {}
        self.asked: list[Asked] = []
        self.at_once: dict[str, int] = {}
        self.most_at_once: dict[str, int] = {}
        self._lock = threading.Lock()
        internet = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                internet.answer(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *args: object) -> None:
                """Whoever has had enough goes."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str, host: str = "inspectorate.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(
        self, path: str, body: str | bytes = "", status: int = 200, host: str = "inspectorate.test", **headers: str
    ) -> None:
        """Have a host answer with something; `_` in the names of headers are dashes."""
        data = body.encode() if isinstance(body, str) else body
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[host, path] = Reply(data, status, said)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        at = time.monotonic()
        host = handler.headers.get("Host", "").partition(":")[0]
        with self._lock:
            self.at_once[host] = self.at_once.get(host, 0) + 1
            self.most_at_once[host] = max(self.most_at_once.get(host, 0), self.at_once[host])
        page = self.pages.get((host, handler.path), Reply(b"nothing here", 404))
        reply = _conditional(page(handler.headers) if callable(page) else page, handler.headers)  # type: ignore[arg-type]
        with self._lock:
            self.asked.append(Asked(host, handler.path, dict(handler.headers), reply.status, at))
            self.at_once[host] -= 1
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.then:
            handler.end_headers()
            reply.then(handler)
            handler.close_connection = True
            return
        handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        if reply.status != 304:
            handler.wfile.write(reply.body)
        handler.wfile.flush()

    def paths(self, status: int | None = None) -> list[str]:
        """What was asked for, in order."""
        return [each.path for each in self.asked if status in (None, each.status)]

    def lookup(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        """Names of this internet lead here; others to what the system makes of numbers, and to nothing else."""
        if host.endswith(".test"):
            host = "127.0.0.1"
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))

    @property
    def network(self) -> CheckedNetwork:
        return CheckedNetwork(allowed=ONLY_HERE, lookup=self.lookup)


def _conditional(reply: Reply, headers: Mapping[str, str]) -> Reply:
    """As servers do: no body for whoever has it already."""
    same = (
        ("If-None-Match", "ETag"),
        ("If-Modified-Since", "Last-Modified"),
    )
    has = any(headers.get(asked) and headers.get(asked) == reply.headers.get(said) for asked, said in same)
    return replace(reply, body=b"", status=304) if has and reply.status == 200 else reply


@contextmanager
def running() -> Iterator[Internet]:
    internet = Internet()
    try:
        yield internet
    finally:
        internet.stop()


def article(about: str, text: str = "", head: str = "", extra: str = "") -> str:
    """A web page with an article of some sentences."""
    sentences = " ".join(
        f"The {word} report on {about} was read by the panel, which asked what had been done since the last one."
        for word in ("first", "second", "third")
    )
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{about}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{about}</h1><p>{text}</p><p>{sentences}</p>{extra}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )


def feed(*items: tuple[str, str, str]) -> str:
    """An RSS feed of addresses, titles and dates."""
    each = "".join(
        f"<item><link>{link}</link><title>{title}</title><pubDate>{date}</pubDate></item>"
        for link, title, date in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{each}</channel></rss>"


def sitemap(*entries: tuple[str, str], index: bool = False) -> str:
    whole, part = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    each = "".join(
        f"<{part}><loc>{link}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{part}>" for link, date in entries
    )
    return f"<{whole} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{each}</{whole}>"


def source(folder: Path, internet: Internet, look: str, name: str = "inspectorate", **more: str) -> Source:
    """A source of the test internet, through its file."""
    host = f"{name}.test:{internet.port}"
    keys = {"hosts": f"[{host}]", "addresses": f'["{host}/*"]', "recheck": "0 seconds", "every": "0 seconds", **more}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(f"enabled: true\npublisher: The {name}\nlicence: none stated\nlook:\n{look}\n{lines}", "utf-8")
    return load_source(path)


def store_of(raw: Path) -> Path:
    """The folder that runs into a folder of raw documents remember their visits in."""
    return raw.with_name(f"{raw.name}-store")


def run(raw: Path, internet: Internet, *sources: Source, delay: float = 0.0, preview: bool = False) -> Collected:
    """One run over sources, faster than any file could ask for."""
    plan = CollectPlan(raw, raw / "sources", "tests@example.org", preview=preview, store=store_of(raw))
    quick = [replace(each, delay=delay) for each in sources]
    return collect(plan, quick, lambda done, total: None, internet.network)


def packed(body: bytes) -> bytes:
    return gzip.compress(body)
