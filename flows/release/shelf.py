"""The folder that holds all releases: one publisher at a time, whole releases only, and nothing left lying about.

    releases.json   every release; written last, so what it lists is whole, or is marked as pruned
    latest/         a copy of the newest release
    v1.0.0/ ...     the releases, each renamed into place in one step and never touched again
    .staging-*      work of the publisher that holds the lock; whatever a killed one left, the next removes

A publisher that is killed between these steps leaves a whole release that is not listed yet; the next one lists it.
Nothing here looks at a clock: releases are in the order of their versions.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from flows.refusals import ReleaseRefused
from flows.release import checksums
from flows.release.changes import WITHDRAWN
from flows.release.descriptors import DATAPACKAGE
from flows.release.versions import Version, on_disk
from flows.release.writing import json_lines
from schemas.problems import Problem

RELEASES = "releases.json"
LATEST = "latest"
CHANGES = "changes.json"
_STAGING = ".staging-"
_RECORDED = {"descriptor": DATAPACKAGE, "checksums": checksums.NAME}


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the folder of releases for this process alone; waits for a publisher that is at work.

    What a killed publisher left is removed first, what a failed one leaves is removed after it, as far as that works.
    The lock is on the folder itself: no lock file to leave behind, and it ends with the process however that ends.
    """
    output.mkdir(parents=True, exist_ok=True)
    handle = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        clear(output)
        try:
            yield
        finally:
            with suppress(OSError):
                clear(output)
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


def move(staged: Path, place: Path) -> None:
    """Put a staged file or folder into its place in one step, with all of it on the disk before and the step after."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(sync, (*staged.rglob("*"), staged)))
    staged.replace(place)
    sync(place.parent)


def sync(path: Path) -> None:
    """Have a file or folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(output: Path, created: str, *, unchecked: bool = True) -> Version | None:
    """Make `releases.json` true for the releases that are there; returns the newest.

    `created` is the time for releases that are not listed yet. Raises ReleaseRefused where releases are missing, or
    where one that is not listed is not whole, unless nothing is `unchecked`: by whoever holds the lock since.
    """
    entries, versions = _found(output)
    known = {entry["version"] for entry in entries}
    new = [version for version in versions if str(version) not in known]
    for version in new if unchecked else ():
        _refuse_if_broken(output / version.folder)
    if new:
        entries = sorted([*entries, *(_entry(output, version, created) for version in new)], key=_version_of)
        _write_releases(output, entries)
    return versions[-1] if versions else None


def newest(output: Path) -> Version | None:
    """The newest release there is, listed or not. Raises ReleaseRefused where it is listed and missing; writes nothing,
    and needs no lock: releases are there whole or not at all."""
    versions = _found(output)[1] if output.is_dir() else []
    return versions[-1] if versions else None


def _found(output: Path) -> tuple[list[dict[str, Any]], list[Version]]:
    """The releases that are listed and those that are there. Raises ReleaseRefused where the newest is missing."""
    entries, versions = listed(output), on_disk(output)
    if entries and str(entries[-1]["version"]) not in {str(version) for version in versions}:
        missing = f"v{entries[-1]['version']}"
        raise ReleaseRefused(f"{output / missing} is missing but listed in {RELEASES}: restore it from a backup")
    return entries, versions


def check(output: Path) -> None:
    """Raise ReleaseRefused where a release was changed after it was published.

    The newest is what the next one builds on: it is read whole. Of older ones only the names of their files and what
    `releases.json` records are looked at, or each run would cost more than the one before; `verify` reads them whole.
    """
    versions = on_disk(output)
    for version in versions:
        if problem := next(intact(output / version.folder, whole=version == versions[-1]), None):
            what = f"was changed after it was published ({problem}): restore it"
            raise ReleaseRefused(f"{output / version.folder} {what}")


def mark_pruned(output: Path, versions: Collection[Version]) -> None:
    """Have `releases.json` say that releases are gone; it keeps what it has of them. The lock must be held."""
    gone, entries = {str(version) for version in versions}, listed(output)
    marked = [{**entry, "pruned": True} if entry["version"] in gone else entry for entry in entries]
    if marked != entries:
        _write_releases(output, marked)


def discard(output: Path, version: Version) -> None:
    """Remove a release: out of sight in one step, then from the disk. The lock must be held."""
    stale = output / f"{_STAGING}{version.folder}"
    (output / version.folder).rename(stale)
    sync(output)
    shutil.rmtree(stale)


def was_pruned(folder: Path) -> bool:
    """Whether a release that is not there was pruned, by what the list of releases beside it says."""
    try:
        entries = listed(folder.absolute().parent)
    except ReleaseRefused:
        return False
    return any(entry.get("path") == folder.name and entry.get("pruned") for entry in entries)


def _refuse_if_broken(folder: Path) -> None:
    problem = next(checksums.problems(folder), None)
    if problem:
        raise ReleaseRefused(f"{folder} is not a complete release ({problem}): remove it or restore it from a backup")


def intact(folder: Path, *, whole: bool = True) -> Iterator[Problem]:
    """What changed in a release since it was published: against its checksums, and against `releases.json`.

    Of a release that is not looked at as a `whole`, the contents of files that `releases.json` does not record are not.
    """
    yield from checksums.problems(folder, contents=whole)
    try:
        entries = {entry["version"]: entry for entry in listed(folder.resolve().parent)}
        version = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))["version"]
        recorded = _recorded(entries.get(version, {}))
    except (ReleaseRefused, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield Problem(DATAPACKAGE, f"cannot be compared with {RELEASES}: {str(error).splitlines()[0]}")
        return
    for name, digest in recorded.items():
        if digest != checksums.sha256_of(folder / name):
            yield Problem(name, f"was changed: its checksum is not the one in {RELEASES}")


def _recorded(entry: dict[str, Any]) -> dict[str, str]:
    """The checksums that the list of releases has of files of a release: with them, of everything in it."""
    return {Path(entry[part]["path"]).name: entry[part]["sha256"] for part in _RECORDED if part in entry}


def listed(output: Path) -> list[dict[str, Any]]:
    """The entries of `releases.json`, the oldest version first. Raises ReleaseRefused where it cannot be read."""
    path = output / RELEASES
    if not path.exists():
        return []
    try:
        entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["releases"]
        return sorted(entries, key=_version_of)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseRefused(
            f"{path} cannot be read: restore it, or delete it and the next run will write it again"
        ) from None


# A row on a line of `changes.json`.
_ROW = re.compile(r' *\{"key": .*\},?$')


def _version_of(entry: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(part) for part in entry["version"].split("."))


def _entry(output: Path, version: Version, created: str) -> dict[str, Any]:
    folder = output / version.folder
    # Only how many rows there are is asked for: in a first release that is every row there is. Those that follow upon
    # each other, each on a line, give way to their number; one on several lines gives way to nothing, as JSON has it.
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


def as_releases(entries: Sequence[Mapping[str, Any]]) -> bytes:
    """What stands in `releases.json` for these entries, the newest last."""
    return "".join(json_lines({"latest": entries[-1]["version"], "releases": entries})).encode()


def _write_releases(output: Path, entries: list[dict[str, Any]]) -> None:
    staged = output / f"{_STAGING}{RELEASES}"
    staged.write_bytes(as_releases(entries))
    move(staged, output / RELEASES)


def _same_sums(copy: Path, source: Path) -> bool:
    sums = [folder / checksums.NAME for folder in (copy, source)]
    listed = [path.read_bytes() for path in sums if path.is_file()]
    return listed[:1] == listed[1:]


def refresh_latest(output: Path, newest: Version, *, by_sums: bool = False) -> None:
    """Make `latest/` a copy of the newest release, if it is none. The lock must be held.

    `by_sums` is enough where another release is going to take its place: what it lists is not looked at then.
    """
    source, latest = output / newest.folder, output / LATEST
    if latest.is_dir() and _same_sums(latest, source) and (by_sums or not any(checksums.problems(latest))):
        return
    fresh = staging(output, "fresh")
    copy(source, fresh)
    replace_latest(output, fresh)


def replace_latest(output: Path, fresh: Path) -> None:
    """Have a staged copy of the newest release for `latest/`. The lock must be held."""
    latest, stale = output / LATEST, output / f"{_STAGING}stale"
    if latest.exists():
        shutil.rmtree(stale, ignore_errors=True)  # of an earlier step of the same run
        latest.rename(stale)  # a folder cannot replace another in one step
    move(fresh, latest)


def copy(source: Path, folder: Path, names: Iterable[str] | None = None) -> None:
    """Copy files, by default all; both are on the disk then. Unlike `shutil.copytree`, raise what happened at the first
    that cannot be copied."""
    names = checksums.names_in(source) if names is None else [*names]
    for parent in {(folder / name).parent for name in names}:
        parent.mkdir(parents=True, exist_ok=True)

    def both(name: str) -> None:
        sync(source / name)
        sync(shutil.copyfile(source / name, folder / name))

    with ThreadPoolExecutor() as pool:
        list(pool.map(both, names))
