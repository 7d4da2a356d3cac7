"""What the log of fetches says of each source: when it was looked at, what it brought, what failed.

The log is below the folder of raw documents, as JSON lines that `flows/collecting` writes. Who publishes pages of a
release alone has none; then nothing is told of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "fetches"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One source. `first` and `last` are the days of its first and last visit, `completed` of the last whole one.

    Of the documents asked for, `brought` were new or changed, `same` known already, and `failed` were not to be had.
    """

    source: str
    first: str
    last: str
    completed: str
    brought: int
    same: int
    failed: int


def fetches(raw: Path | None) -> tuple[Fetched, ...]:
    """The sources in the log, by name; none without a log."""
    lines: dict[str, list[Mapping[str, Any]]] = {}
    for line in _lines(raw) if raw else ():
        lines.setdefault(line["source"], []).append(line)
    return tuple(_fetched(source, lines[source]) for source in sorted(lines))


def _fetched(source: str, lines: list[Mapping[str, Any]]) -> Fetched:
    days = [line["at"][:10] for line in lines]
    completed = [line["at"][:10] for line in lines if line["what"] == "source" and line["outcome"] == "done"]
    outcomes = [line["outcome"] for line in lines if line["what"] == "document"]
    brought, failed = sum(each in ("new", "changed") for each in outcomes), outcomes.count("failed")
    last = max(completed, default="")
    return Fetched(source, min(days), max(days), last, brought, len(outcomes) - brought - failed, failed)


def _lines(raw: Path) -> Iterator[Mapping[str, Any]]:
    """Every line that is whole: the last may be in the middle of being written."""
    for path in sorted((raw / FOLDER).glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, dict) and {"at", "source", "what", "outcome"} <= line.keys():
                    yield line
