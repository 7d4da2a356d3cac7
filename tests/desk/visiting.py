"""A visitor of the desk without a browser: pages as they are, and forms filled in."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import yaml
from lxml import html

from flows.reading.corrections import Decisions, read_corrections


@dataclass(frozen=True)
class Place:
    """Folders of documents, releases and what was extracted."""

    folder: Path

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def release(self) -> Path:
        return self.output / "latest"

    @property
    def corrections(self) -> Path:
        return self.raw / "corrections"

    def decided(self) -> Decisions:
        """What a run would read."""
        return read_corrections(self.raw)

    def entries(self) -> list[dict[str, Any]]:
        """What stands in the files."""
        return [yaml.safe_load(path.read_text("utf-8"))[0] for path in sorted(self.corrections.glob("*.yaml"))]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @cached_property
    def page(self) -> Any:
        return html.fromstring(self.text)

    def form(self, action: str) -> dict[str, str]:
        """The form for an action as it was sent, ready to be filled in."""
        for form in self.page.forms:
            if form.fields.get("action") == action or form.action.endswith(f"/{action}"):
                return {name: value or "" for name, value in form.form_values()}
        raise LookupError(action)

    def says(self, role: str = "alert") -> str:
        return " ".join(each.text_content() for each in self.page.xpath(f"//*[@role='{role}']")).strip()


class Visitor:
    """Who has the address with its token."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address, self.host, self.root = address, parts.netloc, parts.path
        self.origin = f"http://{self.host}"

    def ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> Reply:
        """A request as it is given; where a header is empty, it is not sent."""
        all_headers = {"Host": self.host, **(headers or {})}
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in all_headers.items():
            if value:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body.encode())))
        connection.endheaders(body.encode() if body is not None else None)
        reply = connection.getresponse()
        found = Reply(reply.status, {**reply.headers}, reply.read().decode())
        connection.close()
        return found

    def get(self, place: str = "", **headers: str) -> Reply:
        return self.ask("GET", self.root + place, None, headers)

    def post(self, place: str, fields: dict[str, str], **headers: str) -> Reply:
        all_headers = {"Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", self.root + place, urlencode(fields), all_headers)

    def cases(self) -> list[str]:
        """The addresses of all cases, in order."""
        links = self.get().page.xpath("//ul[contains(@class, 'cases')]/li/a/@href")
        return [link.removeprefix(self.root) for link in links]

    def decide(self, place: str, action: str, **fields: str) -> Reply:
        """Open a case and decide about it."""
        filled = {"who": "A. Editor", "why": "I read it.", **fields}
        return self.post("decide", self.get(place).form(action) | filled)
