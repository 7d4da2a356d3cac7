"""The sources of documents: one YAML file for each, checked as a whole before anything is requested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, timedelta
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from lxml.cssselect import CSSSelector

from flows.collecting.addresses import clean, counts, site_of, without_scheme
from flows.reading.names import document_id, tidy
from flows.reading.sidecar import SUFFIXES
from flows.reading.yaml_files import WrongFile, load_yaml
from flows.refusals import CannotRun, InLines

# The file of a source may have at most so many bytes.
MOST_BYTES = 64 * 1024
# The least delay in seconds between two requests that a source may set; a robots.txt can only make it longer.
LEAST_DELAY = 1.0
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30 * 86400}
_UNITS["year"] = 365 * 86400
_KINDS = ("feed", "sitemap", "index")


# Problems of a file, each with its key; the key is None if the problem is of the whole file.
Wrong = list[tuple[str | None, str]]


class WrongSources(InLines):
    """Everything that is wrong with the files of sources: a first line that says so, then a line for each problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(["nothing is collected, sources are wrong:", *(f"  {each}" for each in self.problems)])


def _text(value: Any, most: int = 2000) -> str:
    if not isinstance(value, str) or not (found := tidy(value)) or len(value) > most:
        raise ValueError(f"must be a text of at most {most} characters")
    return found


def _texts(value: Any, each: Callable[[Any], str] = _text) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not value:
        raise ValueError("must be a text or a list of texts")
    return tuple(each(one) for one in value)


def _switch(value: Any) -> bool:
    if not isinstance(value, str) or value.lower() not in _SWITCH:
        raise ValueError("must be true or false")
    return _SWITCH[value.lower()]


def _number(value: Any, least: int = 0) -> int:
    if not isinstance(value, str) or not value.isdecimal() or not least <= int(value) <= 10**6:
        raise ValueError(f"must be a whole number of at least {least}")
    return int(value)


def _duration(value: Any) -> timedelta:
    """Return a duration such as `30 days`, `12 hours` or `1 year`."""
    number, _, unit = value.strip().partition(" ") if isinstance(value, str) else ("", "", "")
    seconds = _UNITS.get(unit.strip().removesuffix("s"))
    if seconds is None or not number.isdecimal() or int(number) > 10**6:
        raise ValueError(f"must be a number of {', '.join(each + 's' for each in _UNITS)}, such as `30 days`")
    return timedelta(seconds=int(number) * seconds)


def _delay(value: Any) -> float:
    seconds = _duration(value).total_seconds()
    if seconds < LEAST_DELAY:
        raise ValueError(f"must be at least {LEAST_DELAY:g} seconds")
    return seconds


def _host(value: Any) -> str:
    host = value.strip() if isinstance(value, str) else ""
    if not (address := clean(f"https://{host}/")) or site_of(address) != host:
        raise ValueError(f"must be the name of a host such as www.example.org, not {str(value)[:80]!r}")
    return host


def _address(value: Any) -> str:
    if not isinstance(value, str) or not (found := clean(value)):
        raise ValueError(f"must be an http or https address, not {str(value)[:80]!r}")
    return found


def _pattern(value: Any) -> str:
    pattern = without_scheme(_text(value))
    if "/" not in pattern:
        raise ValueError(f"must be addresses such as www.example.org/news/*, not {pattern[:80]!r}")
    return pattern


def _selector(value: Any) -> str:
    text = _text(value)
    try:
        CSSSelector(text)
    except Exception:
        raise ValueError(f"must be a CSS selector, not {text[:80]!r}") from None
    return text


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("must be a day as YYYY-MM-DD") from None


def _places(value: Any) -> tuple[Place, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("must be a list of `feed:`, `sitemap:` or `index:`, each with an address")
    return tuple(map(_place, value))


def _place(value: Any) -> Place:
    kinds = [kind for kind in _KINDS if isinstance(value, dict) and kind in value]
    if len(kinds) != 1:
        raise ValueError("must have in each line one of `feed:`, `sitemap:` or `index:` with an address")
    values, wrong = _values(value, _PLACE_KEYS if kinds == ["index"] else {kinds[0]: _address})
    if wrong:
        raise ValueError(f"has in {kinds[0]} {value[kinds[0]]}: {wrong[0][1]}")
    return Place(kinds[0], values.pop(kinds[0]), **values)


# ruff: noqa: RUF009 -- `_key` returns a field, not a default value that all instances would share
def _key(parse: Callable[[Any], object], default: object = MISSING) -> Any:
    """Return a dataclass field for a key of the file, with the function that parses its value and its default."""
    return field(default=default, metadata={"parse": parse})


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to look for addresses: a `feed` (RSS or Atom), a `sitemap` or an `index` (a page of links).

    Of an index, the CSS selector `links` chooses the links and `next` the link to its next page; at most so many
    `pages` are read.
    """

    kind: str
    address: str
    links: str = _key(_selector, "a[href]")
    next: str | None = _key(_selector, None)
    pages: int = _key(partial(_number, least=1), 10)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its file gives it; README.md describes the same keys for users.

    - `name`: the stem of the file; `title`: a name for people.
    - `look`: the places to look for addresses in.
    - `hosts`: the hosts that may be requested, also by redirects; each with its port if that is not the default.
    - `addresses`: patterns of the addresses of documents; `excluded`: patterns of exceptions from them.
    - `publisher`, `licence`: go into the sidecar of each document.
    - `content`, `strip`: CSS selectors of the part of a page that is the document, and of parts to leave out of it.
    - `every`: least time between two visits; `recheck`: time after which a known page is requested again.
    - `back`: do not fetch entries that their place dates further back than this; None for no limit.
    - `delay`: least seconds between two requests to a host.
    - `most_requests`, `most_megabytes`: budget of one visit.
    - `at_least`: warn if there are fewer addresses; `at_most`: limit of new documents in one visit, with a warning.
    - `quiet`: warn if the source has brought nothing new for so long; None for never.
    - `terms`, `robots`, `looked_up_on`: notes for people, which the code does not use.
    """

    name: str
    look: tuple[Place, ...] = _key(_places)
    hosts: tuple[str, ...] = _key(partial(_texts, each=_host))
    addresses: tuple[str, ...] = _key(partial(_texts, each=_pattern))
    publisher: str = _key(partial(_text, most=200))
    licence: str = _key(partial(_text, most=200))
    title: str | None = _key(_text, None)
    enabled: bool = _key(_switch, False)
    excluded: tuple[str, ...] = _key(partial(_texts, each=_pattern), ())
    content: str | None = _key(_selector, None)
    strip: tuple[str, ...] = _key(partial(_texts, each=_selector), ())
    every: timedelta = _key(_duration, timedelta(hours=20))
    recheck: timedelta = _key(_duration, timedelta(days=30))
    back: timedelta | None = _key(_duration, None)
    delay: float = _key(_delay, 2.0)
    most_requests: int = _key(partial(_number, least=1), 300)
    most_megabytes: int = _key(partial(_number, least=1), 200)
    at_least: int = _key(_number, 1)
    at_most: int = _key(partial(_number, least=1), 100)
    quiet: timedelta | None = _key(_duration, None)
    terms: str | None = _key(_text, None)
    robots: str | None = _key(_text, None)
    looked_up_on: date | None = _key(_day, None)

    def allows(self, address: str) -> bool:
        """Whether the host of a clean address may be requested."""
        return site_of(address) in self.hosts

    def counts(self, address: str) -> bool:
        """Whether a clean address is that of a document of this source."""
        return self.allows(address) and counts(address, self.addresses, self.excluded)


def _keys(of: type) -> dict[str, Callable[[Any], object]]:
    """Return the parsing functions of a dataclass's keys, by key."""
    return {each.name: each.metadata["parse"] for each in fields(of) if "parse" in each.metadata}


_PLACE_KEYS = {"index": _address, **_keys(Place)}
_KEYS = _keys(Source)


def load_sources(folder: Path) -> tuple[Source, ...]:
    """Return the sources in a folder, enabled or not, by name; none if the folder does not exist.

    Raises `WrongSources` with the problems of all files.
    """
    sources: list[Source] = []
    problems: list[str] = []
    for path in sorted(each for each in _listed(folder) if each.suffix in SUFFIXES):
        try:
            sources.append(load_source(path))
        except WrongSources as error:
            problems += error.problems
    if problems:
        raise WrongSources(problems)
    return tuple(sources)


def _listed(folder: Path) -> list[Path]:
    """Return the files in a folder that are not hidden. Raises `CannotRun` if the folder cannot be read."""
    if not folder.exists():
        return []
    try:
        return [each for each in folder.iterdir() if not each.name.startswith(".")]
    except OSError as error:
        raise CannotRun(f"{folder}: {error.strerror}; give the folder of sources with --sources") from None


def load_source(path: Path) -> Source:
    """Return the source in a file. Raises `WrongSources` with all problems, each with its line."""
    try:
        content = load_yaml(path, MOST_BYTES)
    except WrongFile as error:
        raise WrongSources([f"{path}:{error.line}: {error}"]) from None
    if not isinstance(content, dict):
        raise WrongSources([f"{path}:1: must hold lines of `key: value`"])
    lines: Mapping[Any, int] = getattr(content, "lines", {})
    values, wrong = _values(content, _KEYS)
    if document_id(path) != path.stem:
        wrong.append((None, "its name must be lower-case letters, digits and dashes"))
    needed = [each.name for each in fields(Source) if each.default is MISSING and each.name in _KEYS]
    wrong += [(None, f"`{name}` is missing") for name in needed if name not in content]
    if not wrong:
        source = Source(name=path.stem, **values)
        wrong += _contradictions(source)
    if wrong:
        raise WrongSources([f"{path}:{lines.get(key, 1)}: {what}" for key, what in wrong])
    return source


def _values(content: Mapping[Any, Any], keys: Mapping[str, Callable[[Any], object]]) -> tuple[dict[str, Any], Wrong]:
    """Return the parsed values by key, and the problems of unknown keys and wrong values."""
    values: dict[str, Any] = {}
    wrong: Wrong = []
    for key, value in content.items():
        if key not in keys:
            near = get_close_matches(str(key), keys, 1)
            known = f"`{near[0]}` is meant?" if near else f"known are {', '.join(keys)}"
            wrong.append((key, f"unknown key `{str(key)[:40]}`: {known}"))
            continue
        try:
            values[key] = keys[key](value)
        except ValueError as error:
            wrong.append((key, f"`{key}` {error}"))
    return values, wrong


def _contradictions(source: Source) -> Wrong:
    """Return the problems of values that are right by themselves but contradict each other."""
    wrong: Wrong = [
        ("look", f"`look` has {place.address}, whose host is not among `hosts`")
        for place in source.look
        if not source.allows(place.address)
    ]
    for pattern in source.addresses:
        host = pattern.partition("/")[0]
        if host not in source.hosts:
            wrong.append(("addresses", f"`addresses` has {pattern}, which does not begin with one of `hosts`"))
    return wrong
