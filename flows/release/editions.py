"""Editions: what is compared when a release is made, be it a release or tables that are not released yet."""

from __future__ import annotations

import copy
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from flows.refusals import ReleaseRefused
from flows.release import forms
from flows.release.checksums import sha256_of
from flows.release.descriptors import CHANGES, DATAPACKAGE, datapackage, is_derived
from flows.release.forms import Forms
from flows.release.releases import newest
from flows.release.versions import on_disk
from schemas import renames
from schemas.renames import Rename, present_name
from schemas.stored import Stored


@dataclass(frozen=True, slots=True)
class Edition:
    """A release, or tables that are not released yet, as something to compare.

    - `version`: None for tables that are not released yet.
    - `descriptor`: the content of datapackage.json.
    - `extras`: SHA-256 checksums by name, of the files that do not follow from the tables.
    - `renames`: all renames of tables and columns up to this edition; their `since` is known only in a release.
    - `removals`: the versions, up to this edition, in which something was removed on request.
    - `forms`: the forms of derived files by name, see `flows.release.forms`.
    """

    version: str | None
    tables: Mapping[str, Stored]
    descriptor: Mapping[str, Any]
    extras: Mapping[str, str]
    renames: tuple[Rename, ...] = ()
    removals: tuple[str, ...] = ()
    forms: Forms = field(default_factory=dict)

    def schema(self, table: str) -> Mapping[str, Any]:
        """Return the Table Schema of a table, from the descriptor."""
        found: Mapping[str, Any] = next(r["schema"] for r in self.descriptor["resources"] if r["name"] == table)
        return found

    def key(self, table: str) -> str | None:
        """Return the name of the key column of a table, or None if the table has no key."""
        return next(iter(self.schema(table).get("primaryKey", [])), None)

    def columns(self, table: str) -> dict[str, str]:
        """Return the Table Schema types of the columns of a table, by name."""
        return {field["name"]: field["type"] for field in self.schema(table)["fields"]}


def unreleased(tables: Mapping[str, Stored], extras: Mapping[str, bytes]) -> Edition:
    """Return an edition of tables that are not released yet; `extras` are contents of further files, by name."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in extras.items()}
    described, made = datapackage(None, {}, extras), forms.current_forms(extras)
    return Edition(None, tables, described, digests, renames.renames(), forms=made)


def published_documents(output: Path) -> frozenset[str]:
    """Return the ids of the documents of the newest release under a folder.

    Empty if there is no release, or if it cannot be read: publishing the next release reports what is wrong with it.
    """
    try:
        last = on_disk(output)[-1]
        column = pyarrow.parquet.read_table(output / last.folder / "documents.parquet", columns=["document_id"])
        return frozenset(column["document_id"].to_pylist())
    except (OSError, IndexError, KeyError, pa.ArrowException):
        return frozenset()


def released(folder: Path) -> Edition:
    """Read a release folder by its own descriptor, which older code may have written.

    Raises ValueError, with one line, if it cannot be read.
    """
    try:
        descriptor = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        resources = descriptor["resources"]
        tables = {
            resource["name"]: _readable(folder / f"{resource['name']}.parquet")
            for resource in resources
            if "schema" in resource
        }
        extras = [r["path"] for r in resources if "schema" not in r and not is_derived(r["path"])]
        digests = {name: sha256_of(folder / name) for name in extras}
        summary = _summary(folder / CHANGES)
        # The first format of changes.json had neither renames nor removals.
        renamed = tuple(
            Rename(each["table"], each["old"], each["new"], each["since"]) for each in summary.get("renames", [])
        )
        removals = tuple(summary.get("removals", []))
        derived = forms.found(folder, descriptor)
        return Edition(descriptor["version"], tables, descriptor, digests, renamed, removals, derived)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, sqlite3.Error) as error:
        reason = str(error).split("\n")[0]
        raise ValueError(f"{folder}: cannot be read as a release: {type(error).__name__}: {reason}") from None


def last_table(output: Path, name: str) -> Stored | None:
    """Return a table of the newest release under a folder, or None if there is no release or it has no such table.

    Raises ReleaseRefused if it cannot be read.
    """
    version = newest(output)
    path = output / version.folder / f"{name}.parquet" if version else None
    try:
        return _readable(path) if path and path.is_file() else None
    except (OSError, pa.ArrowInvalid) as error:
        raise ReleaseRefused(f"{path}: cannot be read: {str(error).splitlines()[0]}") from None


def _readable(path: Path) -> Stored:
    """Return the table in a Parquet file. Raises OSError or ValueError if the file is no Parquet."""
    pa.parquet.read_metadata(path)
    return Stored(path)


def _summary(path: Path) -> Mapping[str, Any]:
    """Read `changes.json` up to its list of rows, which has every row of a first release and can be very long."""
    with path.open(encoding="utf-8") as file:
        head = "".join(takewhile(lambda line: not line.startswith('  "tables": '), file)).rstrip()
    summary: Mapping[str, Any] = json.loads(head.removesuffix(",") + "}" if head.endswith(",") else head)
    return summary


def aligned(old: Edition, new: Edition) -> tuple[Edition, tuple[Rename, ...]]:
    """Give the tables and columns of the older edition their names in the newer one.

    Returns the older edition with the new names, and the renames that were applied.
    """
    done = []
    descriptor = copy.deepcopy(dict(old.descriptor))
    tables = dict(old.tables)
    for resource in [each for each in descriptor["resources"] if each["name"] in old.tables]:
        was = resource["name"]
        name = present_name("", was, new.tables, new.renames)
        if name != was and name not in old.tables:
            done.append(Rename("", was, name))
            resource["name"] = name
            tables[name] = tables.pop(was)
        if name in new.tables:
            moved = _moved(name, old.columns(was), new.columns(name), new.renames)
            done += [Rename(name, before, after) for before, after in moved.items()]
            _rename_columns(resource["schema"], moved)
            tables[name] = tables[name].with_names(moved)
    since = {(each.table, each.old, each.new): each.since for each in new.renames}
    dated = (replace(each, since=since.get((each.table, each.old, each.new))) for each in done)
    return replace(old, tables=tables, descriptor=descriptor), tuple(dated)


def _moved(table: str, were: Iterable[str], are: Iterable[str], known: Iterable[Rename]) -> dict[str, str]:
    before, after = set(were), set(are)
    known = list(known)
    found = {name: present_name(table, name, after, known) for name in were if name not in after}
    return {name: now for name, now in found.items() if now in after and now not in before}


def _rename_columns(schema: dict[str, Any], moved: Mapping[str, str]) -> None:
    for each in schema["fields"]:
        each["name"] = moved.get(each["name"], each["name"])
    if "primaryKey" in schema:
        schema["primaryKey"] = [moved.get(name, name) for name in schema["primaryKey"]]
