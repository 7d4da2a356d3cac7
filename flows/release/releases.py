"""The folder of releases: only one process publishes at a time, and a release appears completely or not at all.

    releases.json   all releases; written last, so that a listed release is complete, or is marked as pruned
    latest/         a copy of the newest release
    v1.0.0/ ...     the releases; each is renamed into place in one step and never changed again
    .staging-*      temporary files of the process that holds the lock; the next process removes what is left of them
    .newest-only    in a working copy of an object store, where the folders of older releases are not needed

If a publisher is killed after renaming a release into place, the next publisher lists that release. The order of
releases is the order of their versions; no clock is involved.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.refusals import ReleaseRefused
from flows.release import checksums
from flows.release.descriptors import DATAPACKAGE
from flows.release.listing import RELEASES, Entry, as_releases, entries_in, entry_of, in_order, marked_pruned, recorded
from flows.release.versions import Version, on_disk
from flows.storing import locks
from schemas.problems import Problem

LATEST = "latest"
NEWEST_ONLY = ".newest-only"
_STAGING = ".staging-"


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Lock the folder of releases, creating it if needed; waits while another process holds the lock.

    Staging files that a killed publisher left are removed at the beginning, and at the end as far as that is possible.
    """
    output.mkdir(parents=True, exist_ok=True)
    with locks.locked(output):
        clear(output)
        try:
            yield
        finally:
            with suppress(OSError):
                clear(output)


def staging(output: Path, name: str) -> Path:
    """Create an empty hidden folder, on the same file system as the releases. The lock must be held."""
    folder = output / f"{_STAGING}{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def clear(output: Path) -> None:
    """Remove all staging files. The lock must be held: it shows that no other process still uses them."""
    for left in output.glob(f"{_STAGING}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def move(staged: Path, place: Path) -> None:
    """Rename a staged file or folder to `place`, in one step; syncs its content before and the renaming after."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(sync, (*staged.rglob("*"), staged)))
    staged.replace(place)
    sync(place.parent)


def sync(path: Path) -> None:
    """Flush a file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(output: Path, created: str, *, unchecked: bool = True) -> Version | None:
    """Add releases that are not listed yet to `releases.json`; returns the newest release, or None if there is none.

    `created` is the time to record for the added releases. Raises ReleaseRefused if a listed release is missing, or if
    an added release is incomplete; with `unchecked=False`, the caller knows that they are complete.
    """
    entries, versions = _found(output)
    known = {entry["version"] for entry in entries}
    new = [version for version in versions if str(version) not in known]
    for folder in (output / version.folder for version in new) if unchecked else ():
        if problem := next(checksums.problems(folder), None):
            what = f"is not a complete release ({problem}): remove it or restore it from a backup"
            raise ReleaseRefused(f"{folder} {what}")
    if new:
        added = (entry_of(output / version.folder, version, created) for version in new)
        _write_releases(output, in_order([*entries, *added]))
    return versions[-1] if versions else None


def newest(output: Path) -> Version | None:
    """Return the newest release, listed or not; None if there is none. Needs no lock and writes nothing.

    Raises ReleaseRefused if a listed release is missing.
    """
    versions = _found(output)[1] if output.is_dir() else []
    return versions[-1] if versions else None


def _found(output: Path) -> tuple[list[Entry], list[Version]]:
    """Return the entries of `releases.json` and the versions with a folder, oldest first; see `newest` for errors."""
    entries, versions = listed(output), on_disk(output)
    older = [] if (output / NEWEST_ONLY).exists() else [entry for entry in entries[:-1] if not entry.get("pruned")]
    there = {str(version) for version in versions}
    if missing := [entry["version"] for entry in (*entries[-1:], *older) if entry["version"] not in there]:
        place = output / f"v{missing[0]}"
        raise ReleaseRefused(f"{place} is missing but listed in {RELEASES}: restore it from a backup")
    return entries, versions


def is_release(path: Path) -> bool:
    """Whether a path is the folder of a release, perhaps of one that was changed."""
    return any((path / name).exists() for name in (DATAPACKAGE, checksums.NAME))


def check(output: Path) -> None:
    """Raise ReleaseRefused if a release was changed after it was published.

    All files of the newest release are read, because the next release builds on it. Of older releases only names of
    files, and files with a checksum in `releases.json`, are checked, or runs would get slower; `verify` reads it all.
    """
    versions = on_disk(output)
    for version in versions:
        refuse_if_changed(output / version.folder, whole=version == versions[-1])


def refuse_if_changed(folder: Path, *, whole: bool = True) -> None:
    """Raise ReleaseRefused if a release was changed after it was published; `whole` as in `intact`."""
    if problem := next(intact(folder, whole=whole), None):
        raise ReleaseRefused(f"{folder} was changed after it was published ({problem}): restore it")


def mark_pruned(output: Path, versions: Collection[Version]) -> None:
    """Mark releases as pruned in `releases.json`, keeping the rest of their entries. The lock must be held."""
    entries = listed(output)
    if (marked := marked_pruned(entries, versions)) != entries:
        _write_releases(output, marked)


def discard(output: Path, version: Version) -> None:
    """Remove a release: rename it to a staging folder in one step, then delete that. The lock must be held."""
    stale = output / f"{_STAGING}{version.folder}"
    (output / version.folder).rename(stale)
    sync(output)
    shutil.rmtree(stale)


def was_pruned(folder: Path) -> bool:
    """Whether the `releases.json` beside a release folder says that the release was pruned."""
    try:
        entries = listed(folder.absolute().parent)
    except ReleaseRefused:
        return False
    return any(entry.get("path") == folder.name and entry.get("pruned") for entry in entries)


def intact(folder: Path, *, whole: bool = True) -> Iterator[Problem]:
    """Yield what changed in a release since it was published, by its SHA256SUMS and by `releases.json`.

    Without `whole`, only the files with a checksum in `releases.json` are read.
    """
    yield from checksums.problems(folder, contents=whole)
    try:
        entries = {entry["version"]: entry for entry in listed(folder.resolve().parent)}
        version = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))["version"]
        known = recorded(entries.get(version, {}))
    except (ReleaseRefused, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield Problem(DATAPACKAGE, f"cannot be compared with {RELEASES}: {str(error).splitlines()[0]}")
        return
    for name, digest in known.items():
        with suppress(FileNotFoundError):  # named above or, if it was lost since, by whoever reads it next
            if digest != checksums.sha256_of(folder / name):
                yield Problem(name, f"was changed: its checksum is not the one in {RELEASES}")


def listed(output: Path) -> list[Entry]:
    """Return the entries of `releases.json`, oldest version first. Raises ReleaseRefused if it cannot be read."""
    path = output / RELEASES
    return entries_in(path.read_bytes(), path) if path.exists() else []


def _write_releases(output: Path, entries: list[Entry]) -> None:
    staged = output / f"{_STAGING}{RELEASES}"
    staged.write_bytes(as_releases(entries))
    move(staged, output / RELEASES)


def _same_sums(copy: Path, source: Path) -> bool:
    sums = [folder / checksums.NAME for folder in (copy, source)]
    listed = [path.read_bytes() for path in sums if path.is_file()]
    return listed[:1] == listed[1:]


def refresh_latest(output: Path, newest: Version, *, by_sums: bool = False) -> None:
    """Make `latest/` a copy of the newest release unless it is one already. The lock must be held.

    With `by_sums`, only SHA256SUMS is compared: that is enough if the next release will replace the copy soon.
    """
    source, latest = output / newest.folder, output / LATEST
    same = not latest.is_symlink() and latest.is_dir() and _same_sums(latest, source)
    if same and (by_sums or not any(checksums.problems(latest))):
        return
    fresh = staging(output, "fresh")
    copy(source, fresh)
    replace_latest(output, fresh)


def replace_latest(output: Path, fresh: Path) -> None:
    """Replace `latest/` by `fresh`, a staged copy of the newest release. The lock must be held."""
    latest, stale = output / LATEST, output / f"{_STAGING}stale"
    if latest.is_symlink():
        latest.unlink()
    elif latest.exists():
        shutil.rmtree(stale, ignore_errors=True)  # left by an earlier step of the same run
        latest.rename(stale)  # renaming cannot replace a folder that is not empty
    move(fresh, latest)


def copy(source: Path, folder: Path, names: Iterable[str] | None = None) -> None:
    """Copy files (by default all) of a folder, and flush original and copy to the disk.

    Raises the first OSError as it is, unlike `shutil.copytree`, which collects errors.
    """
    names = checksums.names_in(source) if names is None else [*names]
    for parent in {(folder / name).parent for name in names}:
        parent.mkdir(parents=True, exist_ok=True)

    def both(name: str) -> None:
        sync(source / name)
        sync(shutil.copyfile(source / name, folder / name))

    with ThreadPoolExecutor() as pool:
        list(pool.map(both, names))
