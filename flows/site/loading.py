"""Reads a release for the site: its tables, with the passages of each fact, and the history of rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.release.versions import of_text
from flows.site.links import slug
from schemas.files import read_arrow
from schemas.tables import FACTS, TABLES

Row = Mapping[str, Any]

# The tables whose rows have a page each, on which their history is shown.
WITH_PAGES = (*(table.name for table in FACTS), "documents", "bodies")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage behind a fact: a row of `evidence`; `supports` is False if it contradicts the fact."""

    document_id: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float | None
    supports: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a row in a release.

    - `what`: added, changed or withdrawn.
    - `cells`: the changed cells, as (column, old value, new value).
    - `causes`: why, as entries of `causes` in `changes.json`.
    """

    version: str
    what: str
    cells: tuple[tuple[str, object, object], ...] = ()
    causes: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a table of facts.

    - `place`: the folder of its page.
    - `passages`: the best passage first.
    - `told`: the day of the newest document that states it; "" if no such day is known.
    """

    table: str
    id: str
    place: str
    row: Row
    passages: tuple[Passage, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A release in the list of releases.

    - `created`, `level`: "" if unknown; the level is major, minor or patch.
    - `rows`: the number of rows added, changed and withdrawn, by table.
    - `changes`: the content of its `changes.json`; empty if its folder is missing.
    """

    version: str
    created: str
    level: str
    rows: Mapping[str, Mapping[str, int]]
    pruned: bool
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """A release with everything that pages are made from.

    - `descriptor`, `accuracy`: the contents of datapackage.json and accuracy.json; the latter is empty if missing.
    - `tables`, `facts`: the rows of all tables, and the facts of the tables of facts, by table.
    - `versions`: this release and the listed releases before it, newest first.
    - `events`: the history of rows by table and key, newest first.
    - `documents`, `bodies`: the rows of these tables by id.
    """

    folder: Path
    version: str
    descriptor: Mapping[str, Any]
    accuracy: Mapping[str, Any]
    tables: Mapping[str, Sequence[Row]]
    facts: Mapping[str, tuple[Fact, ...]]
    versions: tuple[Version, ...]
    events: Mapping[tuple[str, str], tuple[Event, ...]]
    documents: Mapping[str, Row] = field(default_factory=dict)
    bodies: Mapping[str, Row] = field(default_factory=dict)

    def every_fact(self) -> Iterator[Fact]:
        """Yield the facts of all tables."""
        for facts in self.facts.values():
            yield from facts

    def facts_by_key(self) -> dict[tuple[str, str], Fact]:
        """Return the facts of all tables by table and key."""
        return {(fact.table, fact.id): fact for fact in self.every_fact()}

    def place_of_document(self, document_id: str) -> str:
        """Return the folder of the page of a document."""
        return f"documents/{slug(document_id)}/"

    def place_of_body(self, body_id: str) -> str:
        """Return the folder of the page of a body."""
        return f"bodies/{slug(body_id)}/"


def load(folder: Path) -> Release:
    """Read a release folder. Raises ValueError, with one line, if it cannot be read."""
    try:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        accuracy = _json(folder / "accuracy.json")
        versions = tuple(_versions(folder.resolve(), str(descriptor["version"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder}: cannot be read as a release: {error}") from None
    tables = {
        name: read_arrow(folder / f"{name}.parquet", table).to_pylist()
        for name, table in TABLES.items()
        if (folder / f"{name}.parquet").is_file()
    }
    if missing := {*TABLES} - {*tables}:
        raise ValueError(f"{folder}: cannot be read as a release: it has no table {sorted(missing)[0]}")
    return Release(
        folder=folder,
        version=str(descriptor["version"]),
        descriptor=descriptor,
        accuracy=accuracy,
        tables=tables,
        facts=_facts(tables),
        versions=versions,
        events=_events(versions),
        documents={row["document_id"]: row for row in tables["documents"]},
        bodies={row["body_id"]: row for row in tables["bodies"]},
    )


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return loaded


def _facts(tables: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Fact, ...]]:
    passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for row in tables["evidence"]:
        passages[row["table"], row["row_id"]].append(Passage(*(row[name] for name in Passage.__slots__)))
    days = {row["document_id"]: row["published_on"] or "" for row in tables["documents"]}
    taken: set[str] = set()
    found: dict[str, tuple[Fact, ...]] = {}
    for table in FACTS:
        facts = []
        for row in tables[table.name]:
            key = str(row[str(table.key)])
            behind = passages[table.name, key]
            best = (row["document_id"], row["quote"])
            behind.sort(key=lambda each: ((each.document_id, each.quote) != best, not each.supports))
            told = max((days[each.document_id] for each in behind if each.supports), default="")
            facts.append(Fact(table.name, key, place_of_fact(table.name, key, taken), row, tuple(behind), told))
        found[table.name] = tuple(facts)
    return found


def place_of_fact(table: str, key: str, taken: set[str]) -> str:
    """Return the folder of the page of a fact, and add its name to the names below `facts/` that are `taken`.

    Facts of different tables may have the same id; the name of the later one gets the table as suffix.
    """
    name = slug(key)
    name = f"{name}~{table}" if name in taken else name
    taken.add(name)
    return f"facts/{name}/"


def _versions(folder: Path, newest: str) -> Iterator[Version]:
    """Yield this release and the listed releases before it, newest first; `newest` is the version of this one."""
    listed = _json(folder.parent / "releases.json").get("releases", [])
    known = {entry["version"]: entry for entry in listed} or {newest: {}}
    for version in sorted(known, key=of_text, reverse=True):
        if of_text(version) > of_text(newest):
            continue
        entry = known[version]
        beside = folder if version == newest else folder.parent / f"v{version}"
        changes = _json(beside / "changes.json")
        listed_changes = entry.get("changes", {})
        level, rows = str(listed_changes.get("level") or changes.get("level") or ""), listed_changes.get("rows", {})
        yield Version(version, str(entry.get("created", "")), level, rows, bool(entry.get("pruned")), changes)


def _events(versions: Sequence[Version]) -> dict[tuple[str, str], tuple[Event, ...]]:
    """Return the history of rows by table and key, newest first; leaves out the first release, where all is new."""
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for version in versions:
        if not version.changes.get("previous"):
            continue  # in the first release every row is new, and the column `first_release` says so
        causes = {cause["number"]: cause for cause in version.changes.get("causes", ())}
        for name in WITH_PAGES:
            table = version.changes.get("tables", {}).get(name, {})
            for what in ("added", "changed", "withdrawn"):
                for row in table.get(what, ()):
                    cells = tuple((each["column"], each["old"], each["new"]) for each in row.get("cells", ()))
                    why = tuple(causes[number] for number in row.get("causes", ()) if number in causes)
                    found[name, row["key"]].append(Event(version.version, what, cells, why))
    return {key: tuple(events) for key, events in found.items()}
