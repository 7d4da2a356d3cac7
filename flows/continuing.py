"""Remembers, in the store, the documents and the code that the newest release was made from.

With that the next run makes only facts anew that something changed for. It only saves time: without the note, or if the
note is not about the newest release, all facts are made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flows.consolidation.renewing import LastRelease
from flows.fingerprint import release_version
from flows.refusals import ReleaseRefused
from flows.release import checksums, releases
from flows.storing.temporary import written_whole
from schemas.stored import Stored
from schemas.tables import TABLES

_NAME = "released.json"


def last_release(store: Path, output: Path, keys: Mapping[str, str]) -> LastRelease | None:
    """Return the tables of the newest release under `output`, and the ids of documents that have not changed since.

    `keys` are the store's keys of the current documents, by document id. None if there is no note of the release, other
    code made it, or its files have changed.
    """
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, ReleaseRefused):
        state = json.loads((store / _NAME).read_bytes())
        newest = releases.newest(output)
        if newest and state["made_by"] == release_version():
            folder = output / newest.folder
            tables = {name: folder / f"{name}.parquet" for name in TABLES}
            sums = {**checksums.recorded(folder), checksums.NAME: state["release"]}
            files = (folder / checksums.NAME, *tables.values())
            if all(checksums.sha256_of(path) == sums.get(path.name) for path in files):
                unchanged = {name for name, key in keys.items() if key == state["keys"].get(name)}
                return LastRelease({name: Stored(path, as_released=True) for name, path in tables.items()}, unchanged)
    return None


def note_release(store: Path, release: Path, keys: Mapping[str, str]) -> None:
    """Note that this code made a release of these documents; `keys` are their keys in the store, by document id."""
    state = {"release": checksums.sha256_of(release / checksums.NAME), "made_by": release_version(), "keys": dict(keys)}
    with suppress(OSError):  # without a usable store the next run makes all facts anew
        written_whole(store / _NAME, json.dumps(state).encode())
