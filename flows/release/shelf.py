"""The folder that holds all releases: one publisher at a time, whole releases only, and nothing left lying about.

    releases.json   every release; written last, so what it lists is whole
    latest/         a copy of the newest release
    v1.0.0/ ...     the releases, each renamed into place in one step and never touched again
    .staging-*      work of the publisher that holds the lock; whatever a killed one left, the next removes

A publisher that is killed between these steps leaves a whole release that is not listed yet; the next one lists it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.release import checksums
from flows.release.descriptors import DATAPACKAGE
from flows.release.versions import Version, on_disk
from flows.release.writing import write_json
from schemas.problems import Problem

RELEASES = "releases.json"
LATEST = "latest"
CHANGES = "changes.json"
_STAGING = ".staging-"


class ReleaseRefused(Exception):
    """Nothing was published; the message is one line that says why and what to do."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the folder of releases for this process alone; waits for a publisher that is at work.

    The lock is on the folder itself: no lock file to leave behind, and it ends with the process however that ends.
    """
    output.mkdir(parents=True, exist_ok=True)
    handle = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def staging(output: Path, name: str) -> Path:
    """An empty hidden folder on the same file system as the releases. The lock must be held."""
    folder = output / f"{_STAGING}{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def clear(output: Path) -> None:
    """Remove what a killed publisher left. The lock must be held: then all of it is stale."""
    for left in output.glob(f"{_STAGING}*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def sync(folder: Path) -> None:
    """Have the disk hold the files of a folder before anything refers to them."""
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def settle(output: Path, created: str) -> Version | None:
    """Make `releases.json` and `latest/` true for the releases that are there; returns the newest.

    `created` is the time for releases that are not listed yet. Raises ReleaseRefused where releases are missing or
    were changed after they were published.
    """
    listed = _listed(output)
    versions = on_disk(output)
    if listed and str(listed[-1]["version"]) not in {str(version) for version in versions}:
        missing = f"v{listed[-1]['version']}"
        raise ReleaseRefused(f"{output / missing} is missing though {RELEASES} lists it: restore it from a copy")
    known = {entry["version"] for entry in listed}
    new = [version for version in versions if str(version) not in known]
    for version in new:
        _refuse_if_changed(output / version.folder)
    if new:
        listed = sorted([*listed, *(_entry(output, version, created) for version in new)], key=_version_of)
        _write_releases(output, listed)
    if not versions:
        return None
    newest = versions[-1]
    problem = next(intact(output / newest.folder), None)
    if problem:
        raise ReleaseRefused(f"{output / newest.folder} was changed after it was published ({problem}): restore it")
    _refresh_latest(output, newest)
    return newest


def _refuse_if_changed(folder: Path) -> None:
    problem = next(checksums.problems(folder), None)
    if problem:
        raise ReleaseRefused(f"{folder} is no whole release ({problem}): remove it or restore it from a copy")


def intact(folder: Path) -> Iterator[Problem]:
    """What changed in a release since it was published: against its checksums, and against `releases.json`."""
    yield from checksums.problems(folder)
    try:
        entries = {entry["version"]: entry for entry in _listed(folder.parent)}
        version = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))["version"]
        recorded = entries[version]["descriptor"]["sha256"] if version in entries else None
    except (ReleaseRefused, OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(DATAPACKAGE, f"cannot be compared with {RELEASES}: {str(error).splitlines()[0]}")
        return
    if recorded and recorded != checksums.sha256_of(folder / DATAPACKAGE):
        yield Problem(DATAPACKAGE, f"was changed: its checksum is not the one in {RELEASES}")


def _listed(output: Path) -> list[dict[str, Any]]:
    path = output / RELEASES
    if not path.exists():
        return []
    try:
        entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["releases"]
        return sorted(entries, key=_version_of)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseRefused(f"{path} cannot be read: restore it, or remove it to have it written anew") from None


def _version_of(entry: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(part) for part in entry["version"].split("."))


def _entry(output: Path, version: Version, created: str) -> dict[str, Any]:
    folder = output / version.folder
    changes = json.loads((folder / CHANGES).read_text(encoding="utf-8"))
    rows = {
        name: {kind: len(table[kind]) for kind in ("added", "changed", "withdrawn")}
        for name, table in changes["tables"].items()
    }
    return {
        "version": str(version),
        "created": created,
        "previous": changes["previous"],
        "path": version.folder,
        "changes": {"level": changes["level"], "rows": rows},
        "descriptor": {
            "path": f"{version.folder}/{DATAPACKAGE}",
            "sha256": checksums.sha256_of(folder / DATAPACKAGE),
        },
    }


def _write_releases(output: Path, entries: list[dict[str, Any]]) -> None:
    staged = output / f"{_STAGING}{RELEASES}"
    write_json(staged, {"latest": entries[-1]["version"], "releases": entries})
    staged.replace(output / RELEASES)


def _same_release(copy: Path, source: Path) -> bool:
    sums = [folder / checksums.NAME for folder in (copy, source)]
    return not any(checksums.problems(copy)) and sums[0].read_bytes() == sums[1].read_bytes()


def _refresh_latest(output: Path, newest: Version) -> None:
    source, latest = output / newest.folder, output / LATEST
    if latest.is_dir() and _same_release(latest, source):
        return
    fresh = staging(output, "fresh")
    shutil.copytree(source, fresh, dirs_exist_ok=True)
    sync(fresh)
    stale = output / f"{_STAGING}stale"
    if latest.exists():
        latest.rename(stale)
    fresh.rename(latest)
    shutil.rmtree(stale, ignore_errors=True)
