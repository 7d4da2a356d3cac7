"""What is known about a document beside its text: the file NAME.yaml next to it, or NAME.yml.

What is wrong in it costs what is wrong, never the document: a key that is unknown or has a wrong value costs that key,
a line that is not YAML costs that line, a file that cannot be read costs the file.
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

# Where there are both, the first is read.
SUFFIXES = (".yaml", ".yml")
MOST_BYTES = 64 * 1024
_LONGEST_KEY = 40
# More keys than any sidecar has: a file with more is not read key by key.
_MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a sidecar, or the page itself, says about a document."""

    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published_on: str | None = None
    licence: str | None = None
    fetched_at: str | None = None
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a sidecar, as a sentence, and the key that it is about, if it is one."""

    what: str
    key: str | None = None


def _web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and value.isprintable() and " " not in value
    except ValueError:
        return False


def _moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() == timedelta()
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class _Key:
    longest: int
    accepts: Callable[[str], bool] = lambda value: True
    must_be: str = "text"
    tidied: bool = False


_KEYS = {
    "title": _Key(500, tidied=True),
    "publisher": _Key(200, tidied=True),
    "source_url": _Key(2000, _web_address, "an http or https address"),
    "published_on": _Key(10, valid_edtf, "a date as YYYY-MM-DD, YYYY-MM or YYYY"),
    "licence": _Key(200, tidied=True),
}
# What `flows.collecting` writes, a mapping: `at`, `content` and `strip` are used, the rest tells how a file came.
FETCH = "fetch"


def sidecars_of(path: Path) -> list[Path]:
    """The sidecars of a document, the one that is read first. Raises `OSError` where nobody can tell."""
    return [sidecar for suffix in SUFFIXES if _is_there(sidecar := path.with_suffix(suffix))]


def read_sidecar(path: Path) -> tuple[Metadata, tuple[Problem, ...]]:
    """What is said beside a document, as far as it is right, and all that is wrong with it."""
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
    """Read and check a sidecar: what is right in it, and every problem: lines that are not YAML, then the others."""
    wrong: list[Problem] = []
    try:
        text = text_of(path, MOST_BYTES)
        try:
            content = parsed(text)
        except WrongFile:
            if len(entries(text)) > _MOST_ENTRIES:
                raise
            content = _by_entries(text, path.name, wrong)
    except WrongFile as error:
        return Metadata(), (Problem(f"{path.name} {error}"),)
    if content is None:
        return Metadata(), ()  # As the file is optional, so is each line of it.
    if not isinstance(content, dict):
        return Metadata(), (Problem(f"{path.name} must hold lines of `key: value` with the keys {', '.join(_KEYS)}"),)
    right: dict[str, Any] = {}
    fetch = content.pop(FETCH) if isinstance(content.get(FETCH), dict) else {}
    fetched_at = str(fetch.get("at", ""))
    for key, value in content.items():
        if problem := _problem(key, value):
            wrong.append(Problem(f"{path.name} {problem}", _named(key)))
        else:
            right[key] = None if value.strip() in NOTHING else _fitting(_KEYS[key], value.strip())
    known = Metadata(**right, fetched_at=fetched_at if _moment(fetched_at) else None, selection=_selection(fetch))
    return known, tuple(wrong)


def _by_entries(text: str, name: str, wrong: list[Problem]) -> dict[Any, Any]:
    """What can be read of a sidecar that is not YAML as a whole, key by key; the rest is added to what is wrong.

    Of a key that is there twice nothing tells which is meant, so neither is read.
    """
    content: dict[Any, Any] = {}
    twice: set[Any] = set()
    for line, entry in entries(text):
        key = entry.partition(":")[0].strip(" '\"")
        try:
            said = parsed(entry, line)
        except WrongFile as error:
            wrong.append(Problem(f"{name} {error}: put the value of `{key[:_LONGEST_KEY]}` in quotes", _named(key)))
            continue
        if isinstance(said, dict):
            again = said.keys() & content.keys()
            wrong += (Problem(f"{name} gives a key twice at line {line}", _named(each)) for each in again)
            twice |= again
            content |= said
        elif said:
            wrong.append(Problem(f"{name} is not `key: value` at line {line}, with a space behind the colon"))
    return {key: value for key, value in content.items() if key not in twice}


def _named(key: object) -> str | None:
    """A key as the cell of a table."""
    return tidy(str(key)[:_LONGEST_KEY])


def _selection(fetch: Mapping[object, object]) -> Selection | None:
    """What of a page is the document, as the source that it came from says."""
    content, strip = fetch.get("content"), fetch.get("strip")
    parts = [each for each in (strip if isinstance(strip, list) else []) if isinstance(each, str)]
    if not isinstance(content, str):
        content = None
    return (content, tuple(parts)) if content or parts else None


def _is_there(path: Path) -> bool:
    try:
        path.lstat()  # A link to nothing is a sidecar that somebody meant to be there.
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENAMETOOLONG):
            return False
        raise
    return True


def from_page(**found: str | None) -> Metadata:
    """What a page says about itself, by the same rules; a value that breaks one is passed over, it cannot be mended."""
    right: dict[str, Any] = {key: _fitting(_KEYS[key], (value or "").strip()) for key, value in found.items()}
    return Metadata(**right)


def _fitting(rule: _Key, value: str) -> str | None:
    if not value or len(value) > rule.longest or not rule.accepts(value):
        return None
    return tidy(value) if rule.tidied else value


def _problem(key: object, value: object) -> str | None:
    """What is wrong with a line of a sidecar, as the end of a sentence about the file."""
    rule = _KEYS.get(key) if isinstance(key, str) else None
    if rule is None:
        return f"has the unknown key `{str(key)[:_LONGEST_KEY]}`{_meant(str(key))}"
    if not isinstance(value, str):
        return f"`{key}` must be one text, not a list or mapping"
    value = value.strip()
    if value in NOTHING:
        return None
    if not rule.accepts(value):
        return f"`{key}` must be {rule.must_be}, not {value[:80]!r}"
    return f"`{key}` is longer than {rule.longest} characters" if len(value) > rule.longest else None


def _meant(key: str) -> str:
    """The known key that is nearest to an unknown one, or all of them."""
    plain = key[:_LONGEST_KEY].strip().lower().replace("-", "_").replace(" ", "_")
    within = [known for known in _KEYS if plain in known.split("_")]
    if near := [*within, *get_close_matches(plain, _KEYS, 1)]:
        return f": `{near[0]}` is meant?"
    return f"; known are {', '.join(_KEYS)}"
