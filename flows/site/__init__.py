"""The web site of a release: `build(release, to)` reads its tables and writes a folder that any browser can open."""

from __future__ import annotations

from flows.site.building import Built, build
from flows.site.pages import Settings

__all__ = ["Built", "Settings", "build"]
