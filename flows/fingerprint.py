"""The fingerprint of the extraction: one checksum of everything that the result of an extraction can depend on.

That is its code, models and vocabularies, the version of Python, and the versions of the libraries that the code
imports and of all libraries that these require. Other installed packages, such as tools for tests, do not count.
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
# Files, and libraries, that turn what was extracted into a release.
_LATER_CODE = ("flows/**/*.*", "schemas/**/*.*")
_LATER_KINDS = frozenset({".py", ".sql", ".csv", ".json"})
_LATER_LIBRARIES = frozenset({"duckdb", "numpy", "pandas", "pandera", "pyarrow"})
# Packages whose shared library is loaded without importing the package.
_LOADED_DIRECTLY = frozenset({"lightgbm"})
_HOME = Path(__file__).parents[1]
_PROGRAM = "inspection-facts"
# An import statement. A line of a docstring may begin with these words, too, so the pattern also checks what follows.
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]+import\b"
    rb"|import[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]*(?:as\b|[,#;\r]|$))",
    re.MULTILINE,
)
_HEADERS = re.compile(r"^(Version|Requires-Dist): *(.*)", re.MULTILINE)
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


@cache
def extraction_version() -> str:
    """Return the fingerprint of the extraction, in hexadecimal."""
    digest = hashlib.sha256()
    imported: set[str] = set()
    for path in sorted(filter(Path.is_file, _files(SOURCES))):
        content = _add(digest, path)
        if path.suffix == ".py":
            imported.update((from_name or import_name).decode() for from_name, import_name in _IMPORT.findall(content))
    modules = (imported | _LOADED_DIRECTLY) - sys.stdlib_module_names - {pattern.split("/")[0] for pattern in SOURCES}
    digest.update("\n".join([platform.python_version(), *libraries(modules)]).encode())
    return digest.hexdigest()


@cache
def release_version() -> str:
    """Return a fingerprint of everything that a release depends on: the extraction and all later stages."""
    digest = hashlib.sha256("\n".join([extraction_version(), *libraries(_LATER_LIBRARIES)]).encode())
    later = {path for path in _files(_LATER_CODE) if path.suffix in _LATER_KINDS}
    for path in sorted(later - _files(SOURCES)):
        _add(digest, path)
    return digest.hexdigest()


def _files(patterns: Collection[str]) -> set[Path]:
    return {path for pattern in patterns for path in _HOME.glob(pattern)}


def _add(digest: hashlib._Hash, path: Path) -> bytes:
    """Add a file, with its name and size, to a checksum; return its content."""
    content = path.read_bytes()
    digest.update(f"{path.relative_to(_HOME).as_posix()} {len(content)}\n".encode())
    digest.update(content)
    return content


def libraries(modules: Collection[str]) -> list[str]:
    """Return "name version" of each installed distribution behind these modules, requirements included, sorted."""
    found: dict[str, str] = {}
    wanted = [(name, frozenset[str]()) for name in _providers(modules)]
    visited = set()
    while wanted:
        if (each := wanted.pop()) in visited:
            continue
        visited.add(each)
        if about := _installed(each[0]):
            found[_normal(each[0])] = about.version
            wanted += _required(about, each[1])
    return [f"{name} {version}" for name, version in sorted(found.items())]


def _providers(modules: Collection[str]) -> set[str]:
    """Return the names of the distributions that provide modules.

    Searching everything that is installed takes a third of a second. So search the requirements of the project first,
    then the requirements of those that provide a module, and so on; that nearly always finds all modules.
    """
    missing, found = set(modules), set[str]()
    near = [_PROGRAM]
    while missing and near:
        required = {required for name in near if (about := _installed(name)) for required, _ in _required(about)}
        near = []
        for name in sorted(required - found):
            about = _installed(name)
            files = f"\n{about.files}" if about else ""
            if provided := {module for module in missing if f"\n{module}/" in files or f"\n{module}." in files}:
                missing -= provided
                near.append(name)
        found.update(near)
    everything = packages_distributions() if missing else {}
    return found.union(*(everything.get(module, ()) for module in missing))


@dataclass(frozen=True, slots=True)
class _Installed:
    """An installed distribution: its version, its requirements, one line each, and the text that lists its files."""

    version: str
    requires: tuple[str, ...]
    files: str


@cache
def _installed(name: str) -> _Installed | None:
    """Return an installed distribution, or None (requirements for other platforms are not installed).

    Only the headers of its metadata are parsed; parsing the description as well would take many times as long.
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
    """Yield the requirements of a distribution installed with `extras`: name, and the extras to install it with."""
    for line in about.requires:
        for_extras = {_normal(extra) for extra in _EXTRA.findall(line)}
        named = _REQUIREMENT.match(line)
        if named and (not for_extras or for_extras & extras):
            yield named[1], frozenset(_normal(extra.strip()) for extra in (named[2] or "").split(",") if extra.strip())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
