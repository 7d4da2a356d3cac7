"""Charts: the data that they show, and the pictures drawn from the data and a Vega-Lite specification in `charts/`.

Pictures are drawn when the site is built, with the fonts of the library, so they are the same bytes on any machine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.storing.temporary import written_whole
from schemas.tables import TABLES

Cells = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    - `place`: the path of its files inside the site, without suffix.
    - `spec`: the name of its specification in `charts/`.
    - `source`: where the data come from, in words.
    - `columns`: titles of the columns of `rows`, by name.
    """

    place: str
    spec: str
    title: str
    source: str
    columns: Mapping[str, str]
    rows: tuple[Cells, ...]

    @property
    def drawn_from(self) -> str:
        """The complete Vega-Lite specification with the data, as JSON."""
        return json.dumps({**_spec(self.spec), "data": {"values": [*self.rows]}}, ensure_ascii=False)

    def files(self, svg: str) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of its files: the picture, the data as CSV, and as JSON data and specification."""
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
    """Return the SVG pictures of complete specifications; `kept_in` is a cache of pictures, None to use none."""
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
            written_whole(kept, svg.encode())
    return svg


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV, UTF-8 with a byte order mark as in releases."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def files_of(table: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return rows of a table as two files by name, CSV and JSON."""
    return {f"{table}.csv": as_csv(TABLES[table].names, rows), f"{table}.json": as_json(rows)}


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def as_json(content: object) -> bytes:
    """Return JSON in which each item of a top-level list or object is on one line, so that files can be compared."""
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
