"""Old releases are let go of, by one rule: all of the newest MAJOR version are kept, and the last N whatever they are.

So `latest/`, which is the newest, stays, and so does all that whoever reads tables of today's form may have used.
`releases.json` keeps the record of a release that is gone, with its checksums and `"pruned": true`: a copy that
somebody has can still be proven by it.

A release is marked first and then renamed out of sight in one step, so that a folder is whole or gone. Where this is
killed between the two, the release is still there and whole, and the next time finishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.refusals import ReleaseRefused, WrongPath
from flows.release import shelf
from flows.release.publishing import now
from flows.release.versions import Version, on_disk

# So many releases are kept by default, the newest.
KEPT = 10


@dataclass(frozen=True, slots=True)
class Pruned:
    """The releases that go or went, the oldest first, those that stay, and the bytes that this frees."""

    gone: tuple[Version, ...]
    kept: tuple[Version, ...]
    bytes: int


def expired(versions: Sequence[Version], keep: int) -> list[Version]:
    """Which of all versions, the oldest first, the rule lets go of."""
    return [version for version in versions[: max(0, len(versions) - keep)] if version.major != versions[-1].major]


def prune(output: Path, keep: int = KEPT, *, preview: bool = False) -> Pruned:
    """Let go of what the rule does not keep; a preview changes nothing. The lock of the shelf is held meanwhile.

    Raises ReleaseRefused with one line where a release was changed after it was published, or cannot be removed, and
    WrongPath where there is no such folder.
    """
    if not output.is_dir():
        raise WrongPath(f"{output}: is not a folder; name the folder of releases with --output")
    try:
        if preview:
            return _planned(output, keep)
        with shelf.locked(output):
            newest = shelf.settle(output, now())
            shelf.check(output)
            if newest:
                shelf.refresh_latest(output, newest)
            plan = _planned(output, keep)
            shelf.mark_pruned(output, plan.gone)
            for version in plan.gone:
                shelf.discard(output, version)
            return plan
    except OSError as error:
        what = "what was not removed yet is whole, and goes with the next prune"
        raise ReleaseRefused(f"{error.filename or output}: {error.strerror or error}: {what}") from error


def _planned(output: Path, keep: int) -> Pruned:
    versions = on_disk(output)
    gone = expired(versions, keep)
    files = (path for version in gone for path in (output / version.folder).rglob("*") if path.is_file())
    kept = tuple(version for version in versions if version not in gone)
    return Pruned(tuple(gone), kept, sum(path.stat().st_size for path in files))
