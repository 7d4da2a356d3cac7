"""Version numbers of releases, and the folders named after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = re.compile(r"v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """MAJOR.MINOR.PATCH."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def folder(self) -> str:
        """Name of the folder of this version."""
        return f"v{self}"

    def after(self, level: str) -> Version:
        """The next version for a change of this level."""
        return {
            "major": Version(self.major + 1, 0, 0),
            "minor": Version(self.major, self.minor + 1, 0),
            "patch": Version(self.major, self.minor, self.patch + 1),
        }[level]


FIRST = Version(1, 0, 0)


def of_folder(name: str) -> Version | None:
    """The version a folder is named after, or None."""
    found = _FOLDER.fullmatch(name)
    return Version(*map(int, found.groups())) if found else None


def of_text(text: str) -> Version:
    """The version that is written so. Raises ValueError."""
    if version := of_folder(f"v{text.removeprefix('v')}"):
        return version
    raise ValueError(f"{text!r} is not a version: give three numbers, as in {FIRST}")


def following(last: Version | None, level: str | None, declared: str | None = None) -> Version:
    """The version of a release that is a change of this level; a declared one may be more than that, never less.

    Raises ValueError with one line.
    """
    computed = last.after(level or "patch") if last else FIRST
    if declared is None:
        return computed
    version = of_text(declared)
    if version < computed:
        what = f"a {level} change after {last}" if last else "the first release"
        raise ValueError(f"version {version} is too low: {what} is at least {computed}; raise it or leave it out")
    return version


def on_disk(output: Path) -> list[Version]:
    """Every version that has a folder, oldest first."""
    return sorted(version for path in output.iterdir() if (version := of_folder(path.name)) and path.is_dir())
