"""What a run leaves for the next: of which documents the newest release was made, and by which code.

It only saves time: without it, or where anything else made the newest release, all is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flows.consolidation.renewing import Last
from flows.fingerprint import release_version
from flows.refusals import ReleaseRefused
from flows.release import checksums, shelf
from flows.storing.temporary import written_whole
from schemas.stored import Stored
from schemas.tables import TABLES

_NAME = "released.json"


def last(store: Path, output: Path, keys: Mapping[str, str]) -> Last | None:
    """The newest release under a folder, if it is known what it was made of, and its tables are what they were.

    `keys` are what the documents that there are now are found by."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, ReleaseRefused):
        state = json.loads((store / _NAME).read_bytes())
        newest = shelf.newest(output)
        if newest and state["made_by"] == release_version():
            folder = output / newest.folder
            tables = {name: folder / f"{name}.parquet" for name in TABLES}
            sums = {**checksums.recorded(folder), checksums.NAME: state["release"]}
            files = (folder / checksums.NAME, *tables.values())
            if all(checksums.sha256_of(path) == sums.get(path.name) for path in files):
                again = {name for name, key in keys.items() if key == state["keys"].get(name)}
                return Last({name: Stored(path, as_released=True) for name, path in tables.items()}, again)
    return None


def leave(store: Path, release: Path, keys: Mapping[str, str]) -> None:
    """Note of which documents a release was made, by the keys that they were found by."""
    state = {"release": checksums.sha256_of(release / checksums.NAME), "made_by": release_version(), "keys": dict(keys)}
    with suppress(OSError):  # a store that cannot be used is done without
        written_whole(store / _NAME, json.dumps(state).encode())
