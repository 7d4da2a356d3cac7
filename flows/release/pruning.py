"""Removes old releases. Kept are all releases with the newest MAJOR version, and the newest N of all releases.

So releases whose tables have the same form as today are all kept. `releases.json` keeps the entry of a removed release,
with its checksums and `"pruned": true`, so that a copy that somebody has can still be verified.

A release is first marked as pruned and then renamed in one step, so that its folder is complete or gone. If the process
is killed between these steps, the release is still complete, and the next call removes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.refusals import ReleaseRefused, WrongPath
from flows.release import releases
from flows.release.publishing import now
from flows.release.versions import Version, on_disk

# Keep this many of the newest releases by default.
KEPT = 10


@dataclass(frozen=True, slots=True)
class Pruned:
    """What is removed (`gone`) and `kept`, both oldest first, and the number of `bytes` that the removed files take.

    `unlisted` are removed folders of an object store that no release names.
    """

    gone: tuple[Version, ...]
    kept: tuple[Version, ...]
    bytes: int
    unlisted: tuple[str, ...] = ()


def expired(versions: Sequence[Version], keep: int) -> list[Version]:
    """Return the versions to remove; `versions` are all versions, oldest first, `keep` how many to keep at least."""
    return [version for version in versions[: max(0, len(versions) - keep)] if version.major != versions[-1].major]


def prune(output: Path, keep: int = KEPT, *, preview: bool = False) -> Pruned:
    """Remove old releases from the folder `output`, holding its lock; a preview changes nothing and takes no lock.

    Raises ReleaseRefused, with one line, if a release was changed after it was published or cannot be removed, and
    WrongPath if there is no such folder.
    """
    if not output.is_dir():
        raise WrongPath(f"{output}: is not a folder; name the folder of releases with --output")
    try:
        if preview:
            return _plan(output, keep)
        with releases.locked(output):
            newest = releases.settle(output, now())
            releases.check(output)
            if newest:
                releases.refresh_latest(output, newest)
            plan = _plan(output, keep)
            releases.mark_pruned(output, plan.gone)
            for version in plan.gone:
                releases.discard(output, version)
            return plan
    except OSError as error:
        what = "what was not removed yet is whole, and goes with the next prune"
        raise ReleaseRefused(f"{error.filename or output}: {error.strerror or error}: {what}") from error


def _plan(output: Path, keep: int) -> Pruned:
    versions = on_disk(output)
    gone = expired(versions, keep)
    files = (path for version in gone for path in (output / version.folder).rglob("*") if path.is_file())
    kept = tuple(version for version in versions if version not in gone)
    return Pruned(tuple(gone), kept, sum(path.stat().st_size for path in files))
