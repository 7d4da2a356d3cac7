"""A release as pages for people: `build(release, to)` reads its tables and writes a folder that any browser opens."""

from __future__ import annotations

from flows.site.building import Built, build
from flows.site.pages import Settings

__all__ = ["Built", "Settings", "build"]
