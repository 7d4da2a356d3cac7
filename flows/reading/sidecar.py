"""What is known about a document beside its text: the file NAME.yaml next to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flows.reading.dates import valid_edtf
from flows.reading.errors import ReadingError
from flows.reading.names import tidy
from flows.reading.yaml_files import NOTHING, load_yaml

SUFFIX = ".yaml"
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a sidecar, or the page itself, says about a document."""

    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published_on: str | None = None
    licence: str | None = None


def _web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and value.isprintable() and " " not in value
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


def load_sidecar(path: Path) -> Metadata:
    """Read and validate a sidecar. Raises `ReadingError("bad-sidecar", ...)` that names the key at fault."""
    try:
        content = load_yaml(path, MOST_BYTES)
    except ValueError as error:
        raise _bad(path, str(error)) from None
    if content is None:
        return Metadata()  # As the file is optional, so is each line of it.
    if not isinstance(content, dict):
        raise _bad(path, f"must hold lines of `key: value` with the keys {', '.join(_KEYS)}")
    return Metadata(**{key: _checked(path, key, value) for key, value in content.items()})


def from_page(**found: str | None) -> Metadata:
    """What a page says about itself, by the same rules; a value that breaks one is passed over, it cannot be mended."""
    return Metadata(**{key: _fitting(_KEYS[key], (value or "").strip()) for key, value in found.items()})


def _fitting(rule: _Key, value: str) -> str | None:
    if not value or len(value) > rule.longest or not rule.accepts(value):
        return None
    return tidy(value) if rule.tidied else value


def _checked(path: Path, key: object, value: object) -> str | None:
    rule = _KEYS.get(key) if isinstance(key, str) else None
    if rule is None:
        raise _bad(path, f"has the unknown key `{str(key)[:40]}`; known are {', '.join(_KEYS)}")
    if not isinstance(value, str):
        raise _bad(path, f"`{key}` must be one text, not a list or mapping")
    value = value.strip()
    if value in NOTHING:
        return None
    if len(value) > rule.longest:
        raise _bad(path, f"`{key}` is longer than {rule.longest} characters")
    if not rule.accepts(value):
        raise _bad(path, f"`{key}` must be {rule.must_be}, not {value[:80]!r}")
    return tidy(value) if rule.tidied else value


def _bad(path: Path, what: str) -> ReadingError:
    return ReadingError("bad-sidecar", f"{path.name} {what}")
