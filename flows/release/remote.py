"""Releases in an object store: each is built and checked in a folder, like any release, and then uploaded.

    releases.json        all releases; a version is published only when it is listed here
    v1.0.0/ ...          the files of the releases, each created once and never changed
    latest               {"version": "1.0.0", "path": "v1.0.0"}: for people, and a sign that there was a release

A run works on a local copy of `releases.json` and of the newest release. It uploads the files of the new release, never
overwriting an object, SHA256SUMS last. Then it replaces `releases.json`, on condition that nobody else replaced it
since the run began. If somebody did, the run was overtaken and begins again; so two publishers cannot both succeed.

A publisher that was killed or overtaken leaves files that `releases.json` does not list. The next publisher does not
touch them, because their publisher may still be at work: if they differ from its own files, it uploads to another
folder, v1.0.1-SUM, and the `path` in `releases.json` says so. `prune` removes unlisted files of versions up to the
newest: the publisher of such a version was certainly overtaken.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flows.faults import behind
from flows.refusals import Overtaken, ReleaseRefused, WrongPath
from flows.release import checksums, pruning, releases
from flows.release.listing import RELEASES, Entry, as_releases, entries_in, marked_pruned, moved
from flows.release.pruning import Pruned
from flows.release.versions import Version, of_folder, of_text, on_disk
from flows.storing.addresses import working_folder
from flows.storing.locks import exclusive_folder
from flows.storing.objects import Objects, StoredObject, opened
from flows.storing.temporary import temporary_folder

log = logging.getLogger(__name__)
T = TypeVar("T")

# Try this many times in all if somebody else publishes meanwhile.
ATTEMPTS = 5
# Transfer this many files at the same time.
_AT_ONCE = 8
# The name of the folder of a release: v1.0.0 or v1.0.0-SUM.
_PLACE = re.compile(r"(v[0-9.]+)(?:-[0-9a-f]{12})?")


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of `releases.json`, and `seen`: the object as it was read, to be swapped; None if there is none."""

    entries: tuple[Entry, ...]
    seen: StoredObject | None

    @property
    def there(self) -> dict[Version, Entry]:
        """The entries of releases that were not pruned, by version, oldest first."""
        return {of_text(entry["version"]): entry for entry in self.entries if not entry.get("pruned")}

    @property
    def newest(self) -> Version | None:
        """The newest release; None if there is none."""
        return max(self.there, default=None)


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A local folder with `releases.json` and the newest release of a store; `began`: the list when the run began."""

    objects: Objects
    folder: Path
    began: Listed

    def address_of(self, version: str) -> str:
        """Return the address of the files of a release, once it is uploaded."""
        places = {entry["version"]: entry["path"] for entry in releases.listed(self.folder) if not entry.get("pruned")}
        return f"{self.objects.address}/{places[version]}"

    def upload(self) -> None:
        """Upload what was published in the folder since the run began, if anything, and bring `latest` up to date.

        Raises `Overtaken` if somebody else has published meanwhile: then the uploaded files do not count.
        """
        version, new = releases.newest(self.folder), None
        if version and version != self.began.newest:
            _publish(self.objects, self.folder, version, self.began.seen)
            new = str(version)
        with behind(new, releases.LATEST):
            _point_to_newest(self.objects)


@contextmanager
def working_copy(address: str) -> Iterator[WorkingCopy]:
    """Provide a working copy that is up to date with the store and that no other process uses.

    Raises ReleaseRefused if what was published is not in the store any more as it was.
    """
    objects = opened(address)
    began = _begun(objects)
    with exclusive_folder(working_folder(address)) as folder:
        for version in on_disk(folder):
            if version != began.newest:  # left by an earlier run, perhaps one that was killed or overtaken
                shutil.rmtree(folder / version.folder)
        (folder / releases.NEWEST_ONLY).touch()
        if began.seen:
            (folder / RELEASES).write_bytes(began.seen.content)
        else:
            (folder / RELEASES).unlink(missing_ok=True)
        if began.newest:
            _update_folder(objects, began.there[began.newest], folder / began.newest.folder)
        yield WorkingCopy(objects, folder, began)


def until_not_overtaken(attempt: Callable[[], T]) -> T:
    """Call `attempt` again whenever it raises `Overtaken`, at most `ATTEMPTS` times in all."""
    for _ in range(ATTEMPTS - 1):
        try:
            return attempt()
        except Overtaken as error:
            log.warning("%s: beginning again from there", error)
    return attempt()


def fetched(address: str) -> Path:
    """Download a release from an object store into a folder that is deleted when this process ends.

    The address ends in the name of a version, such as `v1.0.0`, in that of the folder in the store, or in `latest`.
    Raises `WrongPath` if it names no release, or one that was pruned.
    """
    root, _, name = address.rpartition("/")
    if root.endswith(":/") or not (name == releases.LATEST or _PLACE.fullmatch(name)):
        raise WrongPath(
            f"{address}: is not the address of a release; give one that ends in /{releases.LATEST} or /v1.0.0"
        )
    objects = opened(root)
    listed = _listed(objects)
    wanted = f"v{listed.newest}" if name == releases.LATEST else name
    entry = next((each for each in listed.entries if wanted in (f"v{each['version']}", each.get("path"))), None)
    if entry is None or listed.seen is None:
        raise WrongPath(f"{address}: is not a release that {root}/{RELEASES} names")
    if entry.get("pruned"):
        says = f"{address}: was pruned; {RELEASES} keeps its checksums, to prove a copy that you bring back"
        raise WrongPath(says)
    folder = temporary_folder(fetched)
    (folder / RELEASES).write_bytes(listed.seen.content)
    place = folder / f"v{entry['version']}"
    place.mkdir()
    below = f"{entry['path']}/"
    _download(objects, entry["path"], [name.removeprefix(below) for name in objects.sizes(below)], place)
    return place


def prune(address: str, keep: int, *, preview: bool = False) -> Pruned:
    """Remove old releases as `pruning.prune` does in a folder, and files left by killed or overtaken publishers.

    Releases are marked as pruned in `releases.json` before they are removed, so that the next call can finish the work.
    """
    return until_not_overtaken(lambda: _prune(opened(address), keep, preview))


def _prune(objects: Objects, keep: int, preview: bool) -> Pruned:
    listed = _listed(objects)
    if listed.seen is None:
        raise WrongPath(f"{objects.address}: has no {RELEASES}; name the address of releases with --output")
    if not listed.there:
        return Pruned((), (), 0)
    versions = [*listed.there]
    gone = pruning.expired(versions, keep)
    kept = tuple(version for version in versions if version not in gone)
    named = {listed.there[version]["path"] for version in kept}
    sizes = {name: size for name, size in objects.sizes("").items() if _is_stale(name, named, versions[-1])}
    if not preview:
        marked = marked_pruned(listed.entries, gone)
        if gone and not objects.swap(RELEASES, as_releases(marked), listed.seen):
            raise Overtaken(f"{objects.address}: somebody else has changed {RELEASES}")
        objects.delete([*sizes])
    others = {name.partition("/")[0] for name in sizes} - {listed.there[version]["path"] for version in gone}
    return Pruned(tuple(gone), kept, sum(sizes.values()), tuple(sorted(others)))


def _is_stale(name: str, named: set[str], newest: Version) -> bool:
    """Whether an object is in the folder of a version up to the newest, and that folder is not among the `named`."""
    place = name.partition("/")[0]
    found = _PLACE.fullmatch(place)
    version = of_folder(found[1]) if found else None
    return "/" in name and version is not None and version <= newest and place not in named


def _publish(objects: Objects, folder: Path, version: Version, began: StoredObject | None) -> None:
    place = _upload(objects, folder / version.folder)
    entries = [moved(each, place) if each["version"] == str(version) else each for each in releases.listed(folder)]
    (folder / RELEASES).write_bytes(as_releases(entries))
    if objects.swap(RELEASES, as_releases(entries), began):
        return
    now = _listed(objects)
    if entries[-1] not in now.entries:  # it is there if the swap worked, its answer was lost, and others published next
        raise Overtaken(f"{objects.address}: v{now.newest} was published by somebody else meanwhile")


def _upload(objects: Objects, release: Path) -> str:
    """Upload the files of a release and return the name of their folder in the store."""
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
    """Make the object `latest` name the newest listed release, if there is one; it never goes back to an older one."""
    for _ in range(ATTEMPTS):
        pointer, listed = objects.read(releases.LATEST), _listed(objects)
        if listed.newest is None:
            return
        entry = listed.there[listed.newest]
        content = f"{json.dumps({name: entry[name] for name in ('version', 'path')})}\n".encode()
        if (pointer and pointer.content == content) or objects.swap(releases.LATEST, content, pointer):
            return


def _listed(objects: Objects) -> Listed:
    seen, place = objects.read(RELEASES), f"{objects.address}/{RELEASES}"
    listed = Listed(tuple(entries_in(seen.content, place)) if seen else (), seen)
    if any(not _PLACE.fullmatch(str(entry.get("path"))) for entry in listed.there.values()):
        raise ReleaseRefused(f"{place} cannot be read: restore it from a backup")
    return listed


def _begun(objects: Objects) -> Listed:
    """Return the list that a run begins with. Raises ReleaseRefused if there was one, by `latest`, and it was lost."""
    began = _listed(objects)
    # The list is read again because somebody may have published the first release after it was read.
    if began.seen is None and objects.read(releases.LATEST) and _listed(objects).seen is None:
        what = f"is missing although {releases.LATEST} names a release: restore {RELEASES} from a backup"
        raise ReleaseRefused(f"{objects.address}/{RELEASES} {what}")
    return began


def _update_folder(objects: Objects, entry: Entry, folder: Path) -> None:
    """Bring a folder up to date with a release in the store, downloading only what is missing or changed.

    Raises ReleaseRefused if the release was changed in the store after it was published.
    """
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
    problem: object = next(checksums.problems(folder), None)
    if not problem and checksums.sha256_of(sums) != recorded:
        problem = checksums.NAME
    if problem := problem or _unlike(objects, entry["path"], folder):
        what = f"was changed after it was published ({problem}): restore it"
        raise ReleaseRefused(f"{objects.address}/{entry['path']} {what}")


def _unlike(objects: Objects, place: str, folder: Path) -> str | None:
    """Return a file of a release that is missing in the store or has another size there than in the copy, if any."""
    sizes = objects.sizes(f"{place}/")
    names = (checksums.NAME, *checksums.recorded(folder))
    return next((name for name in names if sizes.get(f"{place}/{name}") != (folder / name).stat().st_size), None)


def _download(objects: Objects, place: str, names: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    if outside := next((name for name in names if not (root / name).resolve().is_relative_to(root)), None):
        raise ReleaseRefused(f"{objects.address}/{place}/{outside}: is no name of a file of a release: remove it")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda name: objects.download(f"{place}/{name}", folder / name), names))
