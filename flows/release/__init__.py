"""Tables to a release folder, and the way back: `publish`, `verify`, `compare`."""

from __future__ import annotations

from pathlib import Path

from flows.release.changes import Changes, diff
from flows.release.editions import released
from flows.release.publishing import Outcome, publish
from flows.release.shelf import ReleaseRefused
from flows.release.verifying import Verification, verify

__all__ = ["Changes", "Outcome", "ReleaseRefused", "Verification", "compare", "publish", "verify"]


def compare(old: Path, new: Path) -> Changes:
    """What changed from one release folder to another. Raises ValueError with one line."""
    return diff(released(old), released(new))
