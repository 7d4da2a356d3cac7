"""The fingerprint of the extraction: one checksum over everything that what is extracted can depend on.

That is its code, its models and vocabularies, Python, and the libraries that the code imports, with what these need.
Nothing else that is installed counts: a tool for tests changes nothing that is extracted.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

# Code, models and vocabularies of the extraction, below the folder that holds `flows` and `schemas`.
SOURCES = (
    *("flows/reading/**/*.py", "flows/extraction/**/*.py", "flows/extraction/models/**/*"),
    *("flows/faults.py", "flows/refusals.py"),
    *("schemas/__init__.py", "schemas/vocabularies/*.py", "schemas/vocabularies/*.csv"),
)
# What makes a release of what was extracted.
_CONCLUDING = tuple(f"{folder}/**/*.{kind}" for folder in ("flows", "schemas") for kind in ("py", "sql", "csv", "json"))
_CONCLUDED_BY = frozenset({"duckdb", "numpy", "pandas", "pandera", "pyarrow"})
# Whose library is loaded without its Python package.
_LOADED = frozenset({"lightgbm"})
_HOME = Path(__file__).parents[1]
_PROGRAM = "inspection-facts"
# Lines of a docstring begin with these words, too: what follows tells.
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]+import\b"
    rb"|import[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]*(?:as\b|[,#;\r]|$))",
    re.MULTILINE,
)
_HEADERS = re.compile(r"^(Version|Requires-Dist): *(.*)", re.MULTILINE)
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")
_OF_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


@cache
def extraction_version() -> str:
    """The fingerprint, as a checksum in hexadecimal."""
    digest = hashlib.sha256()
    imported: set[str] = set()
    for path in sorted({path for pattern in SOURCES for path in _HOME.glob(pattern) if path.is_file()}):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_HOME).as_posix()} {len(content)}\n".encode())
        digest.update(content)
        if path.suffix == ".py":
            imported.update((one or other).decode() for one, other in _IMPORT.findall(content))
    others = (imported | _LOADED) - sys.stdlib_module_names - {pattern.split("/")[0] for pattern in SOURCES}
    digest.update("\n".join([platform.python_version(), *libraries(others)]).encode())
    return digest.hexdigest()


@cache
def release_version() -> str:
    """The same of everything that a release depends on: that of the extraction, and all that comes after it."""
    digest = hashlib.sha256("\n".join([extraction_version(), *libraries(_CONCLUDED_BY)]).encode())
    for path in sorted({path for pattern in _CONCLUDING for path in _HOME.glob(pattern)}):
        digest.update(f"{path.relative_to(_HOME).as_posix()} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def libraries(modules: Collection[str]) -> list[str]:
    """Name and version of each installed distribution that these modules come from, and of all that these require."""
    found: dict[str, str] = {}
    wanted = [(name, frozenset[str]()) for name in _providers(modules)]
    asked = set()
    while wanted:
        if (each := wanted.pop()) in asked:
            continue
        asked.add(each)
        if about := _installed(each[0]):
            found[_normal(each[0])] = about.version
            wanted += _required(about, each[1])
    return [f"{name} {version}" for name, version in sorted(found.items())]


def _providers(modules: Collection[str]) -> set[str]:
    """The distributions that modules come from.

    To ask everything that is installed takes a third of a second. So those that the project requires are asked first,
    and then those that these require in turn, as far as something comes from them: nearly always that is enough.
    """
    missing, found = set(modules), set[str]()
    near = [_PROGRAM]
    while missing and near:
        required = {required for name in near if (about := _installed(name)) for required, _ in _required(about)}
        near = []
        for name in sorted(required - found):
            about = _installed(name)
            files = f"\n{about.files}" if about else ""
            if here := {module for module in missing if f"\n{module}/" in files or f"\n{module}." in files}:
                missing -= here
                near.append(name)
        found.update(near)
    everything = packages_distributions() if missing else {}
    return found.union(*(everything.get(module, ()) for module in missing))


@dataclass(frozen=True, slots=True)
class _Installed:
    """A distribution: its version, the lines with what it requires, and the list of its files."""

    version: str
    requires: tuple[str, ...]
    files: str


def _installed(name: str) -> _Installed | None:
    """A distribution; None for one that is not installed, as those for another platform are not.

    Of what it tells of itself only the head is looked at: the description behind it takes many times as long.
    """
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    head = (found.read_text("METADATA") or found.read_text("PKG-INFO") or "").partition("\n\n")[0]
    headers = _HEADERS.findall(head)
    requires = tuple(text for field, text in headers if field != "Version")
    return _Installed(dict(headers)["Version"], requires, found.read_text("RECORD") or "")


def _required(about: _Installed, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """What a distribution requires with some extras of its own; each with the extras that are asked of it."""
    for line in about.requires:
        of = {_normal(extra) for extra in _OF_EXTRA.findall(line)}
        named = _REQUIREMENT.match(line)
        if named and (not of or of & extras):
            yield named[1], frozenset(_normal(extra.strip()) for extra in (named[2] or "").split(",") if extra.strip())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
