"""The content of `releases.json`: an entry for each release, the newest last, be it in a folder or an object store."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from flows.refusals import ReleaseRefused
from flows.release import checksums
from flows.release.changes import WITHDRAWN
from flows.release.descriptors import CHANGES, DATAPACKAGE
from flows.release.versions import Version, of_text
from flows.release.writing import json_lines

RELEASES = "releases.json"
Entry = dict[str, Any]
# The parts of an entry that give the path and the checksum of a file; that of SHA256SUMS covers all other files.
_RECORDED = {"descriptor": DATAPACKAGE, "checksums": checksums.NAME}
# A line of `changes.json` that contains one whole row.
_ROW = re.compile(r' *\{"key": .*\},?$')


def entries_in(content: bytes, place: object) -> list[Entry]:
    """Return the entries, oldest version first. Raises ReleaseRefused, naming the `place`, if they cannot be read."""
    try:
        entries: list[Entry] = json.loads(content)["releases"]
        return in_order(entries)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseRefused(f"{place} cannot be read: restore it from a backup") from None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their versions, the newest last."""
    return sorted(entries, key=lambda entry: of_text(entry["version"]))


def as_releases(entries: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the content of `releases.json` for these entries, of which the newest must be last."""
    return "".join(json_lines({"latest": entries[-1]["version"], "releases": entries})).encode()


def entry_of(folder: Path, version: Version, created: str) -> Entry:
    """Return the entry of a release; `created` is the time to record."""
    # Only the number of rows is needed, but a first release lists all rows, which is slow to parse. So lines with a row
    # each are replaced by their number before parsing; a row on several lines becomes None and counts as 1.
    with (folder / CHANGES).open(encoding="utf-8") as file:
        parts = groupby(file, lambda line: bool(_ROW.match(line)))
        shortened = "".join(str(sum(1 for _ in lines)) if rows else "".join(lines) for rows, lines in parts)
    changes = json.loads(shortened, object_hook=lambda part: None if "key" in part else part)
    rows = {
        name: {kind: sum(each or 1 for each in table[kind]) for kind in ("added", "changed", "withdrawn")}
        for name, table in changes["tables"].items()
        if name != WITHDRAWN
    }
    return {
        "version": str(version),
        "created": created,
        "previous": changes["previous"],
        "path": version.folder,
        "changes": {"level": changes["level"], "rows": rows},
        **{
            part: {"path": f"{version.folder}/{name}", "sha256": checksums.sha256_of(folder / name)}
            for part, name in _RECORDED.items()
        },
    }


def recorded(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the checksums in an entry by file name."""
    return {Path(entry[part]["path"]).name: entry[part]["sha256"] for part in _RECORDED if part in entry}


def moved(entry: Entry, place: str) -> Entry:
    """Return the entry of a release whose files are in the folder `place`."""
    parts = {part: {**entry[part], "path": f"{place}/{name}"} for part, name in _RECORDED.items() if part in entry}
    return {**entry, "path": place, **parts}


def marked_pruned(entries: Iterable[Entry], versions: Collection[Version]) -> list[Entry]:
    """Return the entries with some of the versions marked as pruned; the rest of these entries stays."""
    gone = {str(version) for version in versions}
    return [{**entry, "pruned": True} if entry["version"] in gone else entry for entry in entries]
