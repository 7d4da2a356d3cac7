"""Version numbers of releases, and the folders named after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = re.compile(r"v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of three numbers, MAJOR.MINOR.PATCH."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def folder(self) -> str:
        """The name of the folder of this version, such as `v1.0.0`."""
        return f"v{self}"

    def after(self, level: str) -> Version:
        """Return the next version after a change of a level: `major`, `minor` or `patch`."""
        return {
            "major": Version(self.major + 1, 0, 0),
            "minor": Version(self.major, self.minor + 1, 0),
            "patch": Version(self.major, self.minor, self.patch + 1),
        }[level]


FIRST = Version(1, 0, 0)


def of_folder(name: str) -> Version | None:
    """Return the version of a folder named like `v1.0.0`, or None for other names."""
    found = _FOLDER.fullmatch(name)
    return Version(*map(int, found.groups())) if found else None


def of_text(text: str) -> Version:
    """Return the version written as `1.0.0` or `v1.0.0`. Raises ValueError for other texts."""
    if version := of_folder(f"v{text.removeprefix('v')}"):
        return version
    raise ValueError(f"{text!r} is not a version: give three numbers, as in {FIRST}")


def following(last: Version | None, level: str | None, declared: str | None = None) -> Version:
    """Return the version after `last` for a change of a level, or the declared version if it is given.

    Raises ValueError, with one line, if the declared version is lower than the computed one or is no version.
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
    """Return the versions that have a folder under `output`, oldest first."""
    return sorted(version for path in output.iterdir() if (version := of_folder(path.name)) and path.is_dir())
