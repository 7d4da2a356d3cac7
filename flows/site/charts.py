"""Charts: what they show as data, a Vega-Lite specification each in `charts/`, and the picture that is made of both.

The picture is made while the site is built, with fonts that come with the library: the same bytes on any machine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

Cells = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `place` is its address without an ending, `spec` the name of its specification, `columns` the titles
    of what is in its rows."""

    place: str
    spec: str
    title: str
    source: str
    columns: Mapping[str, str]
    rows: tuple[Cells, ...]

    @property
    def drawn_from(self) -> str:
        """The whole specification, with its data."""
        return json.dumps({**_spec(self.spec), "data": {"values": [*self.rows]}}, ensure_ascii=False)

    def files(self, svg: str) -> Iterator[tuple[str, bytes]]:
        """The picture, and its data twice: for spreadsheets, and with all that is known of it."""
        yield f"{self.place}.svg", svg.encode()
        yield f"{self.place}.csv", as_csv([*self.columns], self.rows)
        content = {"title": self.title, "source": self.source, "columns": self.columns, "rows": self.rows}
        yield f"{self.place}.json", as_json({**content, "vega_lite": _spec(self.spec)})


@cache
def _spec(name: str) -> Mapping[str, Any]:
    spec: dict[str, Any] = json.loads((files("flows.site") / "charts" / f"{name}.vl.json").read_text("utf-8"))
    shared: dict[str, Any] = json.loads((files("flows.site") / "charts" / "style.json").read_text("utf-8"))
    return {**spec, "config": shared}


def draw(specs: Sequence[str], kept_in: Path | None) -> list[str]:
    """The pictures of specifications; those that were drawn before are taken from a folder, which may be lost."""
    return [_drawn(spec, kept_in) for spec in specs]


def _drawn(spec: str, kept_in: Path | None) -> str:
    key = hashlib.sha256(f"{version('vl-convert-python')}\n{spec}".encode()).hexdigest()
    kept = kept_in / f"{key}.svg" if kept_in else None
    if kept:
        with suppress(OSError, UnicodeDecodeError):
            return kept.read_text(encoding="utf-8")
    import vl_convert  # takes a second to start

    svg: str = vl_convert.vegalite_to_svg(json.loads(spec), vl_version="5.20")
    if kept:
        with suppress(OSError):  # what cannot be kept is drawn again
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.write_text(svg, encoding="utf-8")
            fresh.replace(kept)
    return svg


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV as releases write it: UTF-8 with a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def as_json(content: object) -> bytes:
    """Anything as JSON: of a list or an object each part in a line, so that changes are seen line by line."""
    match content:
        case list():
            return _lines("[", "]", map(_json, content))
        case Mapping():
            return _lines("{", "}", (f"{_json(str(name))}: {_json(value)}" for name, value in content.items()))
    return _json(content).encode() + b"\n"


def _lines(first: str, last: str, parts: Iterable[str]) -> bytes:
    return f"{first}\n{(',' + chr(10)).join(parts)}\n{last}\n".encode()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, default=dict)
