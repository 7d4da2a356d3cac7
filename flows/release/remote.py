"""Releases in an object store: built and checked in a folder, as any other, then put there so that they count at once.

    releases.json        every release; a version counts only if it is named here
    v1.0.0/ ...          the files of the releases, each created and never touched again
    latest               {"version": "1.0.0", "path": "v1.0.0"}: for people; nothing here relies on it

A run works on a copy of `releases.json` and of the newest release. What it publishes there is uploaded, every object
only where none is, SHA256SUMS last; then `releases.json` is swapped, if it still is the one that the run began with.
Whoever was overtaken begins again. So two publishers cannot both win, and one that is killed leaves nothing that
counts: files that nobody names. Where those are in the way of other content the next publisher does not touch them,
since somebody may be at work there still, and takes another folder, v1.0.1-SUM; the `path` in `releases.json` says
which. `prune` removes what is not named of versions up to the newest: whoever was at work on them was overtaken.
"""

from __future__ import annotations

import atexit
import fcntl
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from flows.faults import behind
from flows.refusals import Overtaken, ReleaseRefused, WrongPath
from flows.release import checksums, pruning, shelf
from flows.release.pruning import Pruned
from flows.release.versions import Version, of_folder, of_text, on_disk
from flows.storing.addresses import working_folder
from flows.storing.objects import Objects, Seen, opened
from flows.storing.temporary import temporary_folder

log = logging.getLogger(__name__)
T = TypeVar("T")

# So often a run begins again because somebody else has published meanwhile.
ATTEMPTS = 5
_AT_ONCE = 8
_PLACE = re.compile(r"(v[0-9.]+)(?:-[0-9a-f]{12})?")


@dataclass(frozen=True, slots=True)
class Listed:
    """What `releases.json` says, and as what it was seen."""

    entries: tuple[dict[str, Any], ...]
    seen: Seen | None

    @property
    def there(self) -> dict[Version, dict[str, Any]]:
        """The releases that were not pruned, the oldest first."""
        entries = {of_text(entry["version"]): entry for entry in self.entries if not entry.get("pruned")}
        return dict(sorted(entries.items()))

    @property
    def newest(self) -> Version | None:
        """The newest release."""
        return max(self.there, default=None)


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A folder with what a run needs of a store: `releases.json` and the newest release, as `began` has them."""

    objects: Objects
    folder: Path
    began: Listed

    def address_of(self, version: str) -> str:
        """The address of a release in the store."""
        return f"{self.objects.address}/v{version}"

    def upload(self) -> None:
        """Have in the store what was published in the folder since; the store is up to date then, whatever was before.

        Raises `Overtaken` where somebody else has published meanwhile: then nothing of it counts.
        """
        version, new = shelf.newest(self.folder), None
        if version and version != self.began.newest:
            _publish(self.objects, self.folder, version, self.began.seen)
            new = str(version)
        with behind(new, shelf.LATEST):
            _point_to_newest(self.objects)


@contextmanager
def working_copy(address: str) -> Iterator[WorkingCopy]:
    """The working copy of a run, of which it is the only user, brought up to date with the store."""
    objects = opened(address)
    began = _listed(objects)
    with _folder_of_ones_own(working_folder(address)) as folder:
        for version in on_disk(folder):
            if version != began.newest:  # of earlier runs, or not published by one that was killed or overtaken
                shutil.rmtree(folder / version.folder)
        if began.seen:
            (folder / shelf.RELEASES).write_bytes(began.seen.content)
        else:
            (folder / shelf.RELEASES).unlink(missing_ok=True)
        if began.newest:
            _bring(objects, began.there[began.newest], folder / began.newest.folder)
        yield WorkingCopy(objects, folder, began)


def until_not_overtaken(attempt: Callable[[], T]) -> T:
    """Do it again, from the beginning, as often as somebody else has published meanwhile, within bounds."""
    for _ in range(ATTEMPTS - 1):
        try:
            return attempt()
        except Overtaken as error:
            log.warning("%s: beginning again from there", error)
    return attempt()


def fetched(address: str) -> Path:
    """A release in an object store as a folder, with every object that is there, for as long as this process lives.

    The address ends in the folder of a version or in `latest`. Raises `WrongPath` where there is no such release.
    """
    root, _, name = address.rpartition("/")
    version = of_folder(name)
    if root.endswith(":/") or (version is None and name != shelf.LATEST):
        raise WrongPath(f"{address}: is not the address of a release; give one that ends in /{shelf.LATEST} or /v1.0.0")
    objects = opened(root)
    listed = _listed(objects)
    version = version or listed.newest
    entry = listed.there.get(version) if version else None
    if entry is None or version is None or listed.seen is None:
        if version and any(each["version"] == str(version) for each in listed.entries):
            says = f"{address}: was pruned; {shelf.RELEASES} keeps its checksums, to prove a copy that you bring back"
            raise WrongPath(says)
        raise WrongPath(f"{address}: is not a release that {root}/{shelf.RELEASES} names")
    folder = Path(temporary_folder())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / shelf.RELEASES).write_bytes(listed.seen.content)
    place = folder / version.folder
    place.mkdir()
    below = f"{entry['path']}/"
    _download(objects, entry["path"], [name.removeprefix(below) for name in objects.sizes(below)], place)
    return place


def prune(address: str, keep: int, *, preview: bool = False) -> Pruned:
    """As `pruning.prune` in a folder; what killed and overtaken publishers left is removed too.

    A release is marked first, by swapping `releases.json`, and then removed: where this is killed meanwhile, the next
    time finishes it.
    """
    return until_not_overtaken(lambda: _prune(opened(address), keep, preview))


def _prune(objects: Objects, keep: int, preview: bool) -> Pruned:
    listed = _listed(objects)
    if listed.seen is None:
        raise WrongPath(f"{objects.address}: has no {shelf.RELEASES}; name the address of releases with --output")
    versions = [*listed.there]
    gone = pruning.expired(versions, keep)
    kept = tuple(version for version in versions if version not in gone)
    named = {listed.there[version]["path"] for version in kept}
    sizes = {name: size for name, size in objects.sizes("").items() if _is_stale(name, named, versions[-1])}
    if not preview:
        marked = {str(version) for version in gone}
        entries = [{**each, "pruned": True} if each["version"] in marked else each for each in listed.entries]
        if gone and not objects.swap(shelf.RELEASES, shelf.as_releases(entries), listed.seen):
            raise Overtaken(f"{objects.address}: somebody else has changed {shelf.RELEASES}")
        objects.delete([*sizes])
    return Pruned(tuple(gone), kept, sum(sizes.values()))


def _is_stale(name: str, named: set[str], newest: Version) -> bool:
    """Whether an object belongs to a version that is not named and cannot be: only versions after the newest can."""
    place = name.partition("/")[0]
    found = _PLACE.fullmatch(place)
    version = of_folder(found[1]) if found else None
    return "/" in name and version is not None and version <= newest and place not in named


def _publish(objects: Objects, folder: Path, version: Version, began: Seen | None) -> None:
    place = _uploaded(objects, folder / version.folder)
    entries = [
        {**each, **_at(each, place)} if each["version"] == str(version) else each for each in shelf.listed(folder)
    ]
    if objects.swap(shelf.RELEASES, shelf.as_releases(entries), began):
        return
    now = _listed(objects)
    if entries[-1] not in now.entries:  # it is where our answer was lost and somebody published after it
        raise Overtaken(f"{objects.address}: v{now.newest} was published by somebody else meanwhile")


def _at(entry: dict[str, Any], place: str) -> dict[str, Any]:
    """What an entry says of where files are, for a release that is in this folder."""
    parts = {name: part for name, part in entry.items() if isinstance(part, dict) and "sha256" in part}
    moved = {name: {**part, "path": f"{place}/{Path(part['path']).name}"} for name, part in parts.items()}
    return {"path": place, **moved}


def _uploaded(objects: Objects, release: Path) -> str:
    """Where the files of a release are in the store now, each whole and all of them there."""
    names = [name for name in checksums.names_in(release) if name != checksums.NAME]
    digest = checksums.sha256_of(release / checksums.NAME)
    for place in (release.name, f"{release.name}-{digest[:12]}"):

        def create(name: str, place: str = place) -> bool:
            return objects.create(f"{place}/{name}", release / name)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            created = all([*pool.map(create, names)])
        if created and create(checksums.NAME):
            return place
        log.warning("%s/%s: has other files that no release names: taking another folder", objects.address, place)
    what = "has other files than its name says: remove it; nothing was published"
    raise ReleaseRefused(f"{objects.address}/{place} {what}")


def _point_to_newest(objects: Objects) -> None:
    """Have `latest` say which release is the newest; it never goes back."""
    for _ in range(ATTEMPTS):
        pointer, listed = objects.read(shelf.LATEST), _listed(objects)
        if listed.newest is None:
            return
        entry = listed.there[listed.newest]
        content = f"{json.dumps({name: entry[name] for name in ('version', 'path')})}\n".encode()
        if (pointer and pointer.content == content) or objects.swap(shelf.LATEST, content, pointer):
            return


def _listed(objects: Objects) -> Listed:
    seen = objects.read(shelf.RELEASES)
    try:
        entries = json.loads(seen.content)["releases"] if seen else ()
        listed = Listed(tuple(entries), seen)
        if any(not _PLACE.fullmatch(entry["path"]) for entry in listed.there.values()):
            raise ValueError("a path that is no folder of a release")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseRefused(f"{objects.address}/{shelf.RELEASES} cannot be read: restore it from a backup") from None
    return listed


def _bring(objects: Objects, entry: dict[str, Any], folder: Path) -> None:
    """Have a release in a folder as it was published, with what is whole there already left as it is."""
    recorded = entry["checksums"]["sha256"]
    sums = folder / checksums.NAME
    if not sums.is_file() or checksums.sha256_of(sums) != recorded:
        shutil.rmtree(folder, ignore_errors=True)
        _download(objects, entry["path"], [checksums.NAME], folder)
    wrong = [problem.where for problem in checksums.problems(folder) if problem.where != checksums.NAME]
    for name in wrong:
        (folder / name).unlink(missing_ok=True)
    if wrong:
        _download(objects, entry["path"], sorted({*checksums.recorded(folder)}.intersection(wrong)), folder)
    problem = next(checksums.problems(folder), None)
    if problem or checksums.sha256_of(sums) != recorded:
        what = f"was changed after it was published ({problem or checksums.NAME}): restore it"
        raise ReleaseRefused(f"{objects.address}/{entry['path']} {what}")


def _download(objects: Objects, place: str, names: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    if outside := next((name for name in names if not (root / name).resolve().is_relative_to(root)), None):
        raise ReleaseRefused(f"{objects.address}/{place}/{outside}: is no name of a file of a release: remove it")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda name: objects.download(f"{place}/{name}", folder / name), names))


@contextmanager
def _folder_of_ones_own(folder: Path) -> Iterator[Path]:
    """A folder that nobody else works in meanwhile: this one, or where somebody does, one that is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.parent / f"{folder.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            beside = Path(temporary_folder())
            try:
                yield beside
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        else:
            yield folder
    finally:
        os.close(handle)
