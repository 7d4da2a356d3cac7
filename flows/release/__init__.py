"""Tables to a release folder, and the way back: `publish`, `verify`, `compare`, `prune`."""

from __future__ import annotations

from pathlib import Path

from flows.refusals import ReleaseRefused
from flows.release.changes import Changes
from flows.release.comparing import diff
from flows.release.editions import released
from flows.release.pruning import Pruned, prune
from flows.release.publishing import Outcome, publish
from flows.release.shelf import was_pruned
from flows.release.telling import as_json, as_markdown
from flows.release.verifying import Verification, verify

__all__ = [
    "Changes",
    "Outcome",
    "Pruned",
    "ReleaseRefused",
    "Verification",
    "as_json",
    "as_markdown",
    "compare",
    "prune",
    "publish",
    "verify",
    "was_pruned",
]


def compare(old: Path, new: Path) -> Changes:
    """What changed from one release folder to another. Raises ValueError with one line."""
    return diff(released(old), released(new))
