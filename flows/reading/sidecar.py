"""Reads the sidecar of a document: the file NAME.yaml or NAME.yml beside it, which holds the document's metadata.

Mistakes never cost the document: an unknown key or a wrong value costs that key, a line that is not YAML costs that
line, and a sidecar that cannot be read counts as empty. Each mistake is reported as a `Problem`.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flows.faults import raise_machine_fault
from flows.reading.dates import valid_edtf
from flows.reading.names import tidy
from flows.reading.selecting import Selection
from flows.reading.yaml_files import NOTHING, WrongFile, entries, parsed, text_of

# If both exist, the first one is read.
SUFFIXES = (".yaml", ".yml")
MOST_BYTES = 64 * 1024
_LONGEST_KEY = 40
# More keys than any sidecar has: a file with more is not read key by key.
_MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a sidecar, or the page itself, states about a document; None where it states nothing.

    `selection` tells which parts of a collected web page to read (see `flows.reading.selecting`).
    """

    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published_on: str | None = None
    licence: str | None = None
    fetched_at: str | None = None
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a sidecar, in words, and the key that it is about, or None if it is about the whole file."""

    what: str
    key: str | None = None


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and (value.isprintable() and " " not in value)
        )
    except ValueError:
        return False


def _is_utc_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() == timedelta()
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class _Key:
    """The rule for one key of a sidecar.

    `longest` is the limit in characters, `accepts` checks a value, `must_be` says in messages what is accepted, and
    `tidied` values are cleaned by `tidy`.
    """

    longest: int
    accepts: Callable[[str], bool] = lambda value: True
    must_be: str = "text"
    tidied: bool = False


_KEYS = {
    "title": _Key(500, tidied=True),
    "publisher": _Key(200, tidied=True),
    "source_url": _Key(2000, _is_web_address, "an http or https address without a password"),
    "published_on": _Key(10, valid_edtf, "a date as YYYY-MM-DD, YYYY-MM or YYYY"),
    "licence": _Key(200, tidied=True),
}
# A mapping written by `flows.collecting`. Only its keys `at`, `content` and `strip` are used here.
FETCH = "fetch"


def sidecars_of(path: Path) -> list[Path]:
    """Return the sidecars of a document, the one to read first. Raises `OSError` if that cannot be determined."""
    return [sidecar for suffix in SUFFIXES if _exists(sidecar := path.with_suffix(suffix))]


def read_sidecar(path: Path) -> tuple[Metadata, tuple[Problem, ...]]:
    """Read the sidecar beside a document: return its valid metadata and all its problems."""
    try:
        sidecars = sidecars_of(path)
    except OSError as error:
        raise_machine_fault(error)
        return Metadata(), (Problem(f"{path.stem}{SUFFIXES[0]} cannot be read: {error.strerror or error}"),)
    if not sidecars:
        return Metadata(), ()
    sidecar, *others = sidecars
    metadata, problems = load_sidecar(sidecar)
    unread = (Problem(f"{other.name} is not read, since {sidecar.name} is: keep one of them") for other in others)
    return metadata, (*problems, *unread)


def load_sidecar(path: Path) -> tuple[Metadata, tuple[Problem, ...]]:
    """Read and check one sidecar file: return its valid metadata and its problems, lines that are not YAML first."""
    problems: list[Problem] = []
    try:
        text = text_of(path, MOST_BYTES)
        try:
            content = parsed(text)
        except WrongFile:
            if len(entries(text)) > _MOST_ENTRIES:
                raise
            content = _by_entries(text, path.name, problems)
    except WrongFile as error:
        return Metadata(), (Problem(f"{path.name} {error}"),)
    if content is None:
        return Metadata(), ()  # an empty file is fine, as every key is optional
    if not isinstance(content, dict):
        return Metadata(), (Problem(f"{path.name} must hold lines of `key: value` with the keys {', '.join(_KEYS)}"),)
    valid: dict[str, Any] = {}
    fetch = content.pop(FETCH) if isinstance(content.get(FETCH), dict) else {}
    fetched_at = str(fetch.get("at", ""))
    for key, value in content.items():
        if problem := _problem(key, value):
            problems.append(Problem(f"{path.name} {problem}", _named(key)))
        else:
            valid[key] = None if value.strip() in NOTHING else _valid_value(_KEYS[key], value.strip())
    known = Metadata(**valid, fetched_at=fetched_at if _is_utc_time(fetched_at) else None, selection=_selection(fetch))
    return known, tuple(problems)


def _by_entries(text: str, name: str, problems: list[Problem]) -> dict[Any, Any]:
    """Read a sidecar that is not YAML as a whole key by key, and add what cannot be read to `problems`.

    A key that is given twice is not read: nothing tells which value is meant.
    """
    content: dict[Any, Any] = {}
    twice: set[Any] = set()
    for line, entry in entries(text):
        key = entry.partition(":")[0].strip(" '\"")
        try:
            value = parsed(entry, line)
        except WrongFile as error:
            problems.append(Problem(f"{name} {error}: put the value of `{key[:_LONGEST_KEY]}` in quotes", _named(key)))
            continue
        if isinstance(value, dict):
            again = value.keys() & content.keys()
            problems += (Problem(f"{name} gives a key twice at line {line}", _named(each)) for each in again)
            twice |= again
            content |= value
        elif value:
            problems.append(Problem(f"{name} is not `key: value` at line {line}, with a space behind the colon"))
    return {key: value for key, value in content.items() if key not in twice}


def _named(key: object) -> str | None:
    """Return a key, shortened, as the cell of a table."""
    return tidy(str(key)[:_LONGEST_KEY])


def _selection(fetch: Mapping[object, object]) -> Selection | None:
    """Return the selectors that the source of a collected page gave, or None if it gave none."""
    content, strip = fetch.get("content"), fetch.get("strip")
    parts = [selector for selector in (strip if isinstance(strip, list) else []) if isinstance(selector, str)]
    if not isinstance(content, str):
        content = None
    return (content, tuple(parts)) if content or parts else None


def _exists(path: Path) -> bool:
    try:
        path.lstat()  # unlike stat(), also finds a broken link, which is to be reported
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENAMETOOLONG):
            return False
        raise
    return True


def from_page(**found: str | None) -> Metadata:
    """Check metadata found in a page by the rules for sidecars.

    Invalid values are dropped silently, since nobody can correct the page.
    """
    valid: dict[str, Any] = {key: _valid_value(_KEYS[key], (value or "").strip()) for key, value in found.items()}
    return Metadata(**valid)


def _valid_value(rule: _Key, value: str) -> str | None:
    """Return a value cleaned as its rule says, or None if it is empty or breaks the rule."""
    if not value or len(value) > rule.longest or not rule.accepts(value):
        return None
    return tidy(value) if rule.tidied else value


def _problem(key: object, value: object) -> str | None:
    """Return what is wrong with a line of a sidecar, as the end of a sentence about the file; None if it is fine."""
    rule = _KEYS.get(key) if isinstance(key, str) else None
    if rule is None:
        return f"has the unknown key `{str(key)[:_LONGEST_KEY]}`{_hint(str(key))}"
    if not isinstance(value, str):
        return f"`{key}` must be one text, not a list or mapping"
    value = value.strip()
    if value in NOTHING:
        return None
    if not rule.accepts(value):
        return f"`{key}` must be {rule.must_be}, not {value[:80]!r}"
    return f"`{key}` is longer than {rule.longest} characters" if len(value) > rule.longest else None


def _hint(key: str) -> str:
    """Return a hint for an unknown key: the most similar known key, or a list of all known keys."""
    plain = key[:_LONGEST_KEY].strip().lower().replace("-", "_").replace(" ", "_")
    within = [known for known in _KEYS if plain in known.split("_")]
    if near := [*within, *get_close_matches(plain, _KEYS, 1)]:
        return f": `{near[0]}` is meant?"
    return f"; known are {', '.join(_KEYS)}"
