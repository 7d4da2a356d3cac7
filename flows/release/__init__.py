"""Tables to a release folder, and the way back: `publish`, `preview`, `verify`, `compare`, `prune`."""

from __future__ import annotations

from pathlib import Path

from flows.refusals import ReleaseRefused
from flows.release.change_files import as_json, as_markdown
from flows.release.changes import Changes
from flows.release.comparing import diff
from flows.release.editions import last_table, published_documents, released
from flows.release.pruning import Pruned, prune
from flows.release.publishing import Draft, Outcome, preview, publish
from flows.release.releases import is_release, refuse_if_changed, was_pruned
from flows.release.verifying import Verification, verify

__all__ = [
    "Changes",
    "Draft",
    "Outcome",
    "Pruned",
    "ReleaseRefused",
    "Verification",
    "as_json",
    "as_markdown",
    "compare",
    "is_release",
    "last_table",
    "preview",
    "prune",
    "publish",
    "published_documents",
    "refuse_if_changed",
    "verify",
    "was_pruned",
]


def compare(old: Path, new: Path) -> Changes:
    """What changed from one release folder to another. Raises ValueError with one line."""
    return diff(released(old), released(new))
