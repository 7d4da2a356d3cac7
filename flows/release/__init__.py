"""Tables to a release folder, and the way back: `publish`, `verify`, `compare`."""

from __future__ import annotations

from pathlib import Path

from flows.refusals import ReleaseRefused
from flows.release.changes import Changes
from flows.release.comparing import diff
from flows.release.editions import published_documents, released
from flows.release.publishing import Outcome, publish
from flows.release.telling import as_json, as_markdown
from flows.release.verifying import Verification, verify

__all__ = [
    "Changes",
    "Outcome",
    "ReleaseRefused",
    "Verification",
    "as_json",
    "as_markdown",
    "compare",
    "publish",
    "published_documents",
    "verify",
]


def compare(old: Path, new: Path) -> Changes:
    """What changed from one release folder to another. Raises ValueError with one line."""
    return diff(released(old), released(new))
