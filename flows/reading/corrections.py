"""Reads decisions of people about facts, people and documents from the files under `raw/corrections/`."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from flows.reading.dates import valid_edtf
from flows.reading.document import Correction, Reject, Source
from flows.reading.names import tidy
from flows.reading.unfulfilled import Unfulfilled, nearest
from flows.reading.yaml_files import NOTHING, Mapped, WrongFile, load_yaml

FOLDER = "corrections"
MOST_BYTES = 256 * 1024
FACTS = ("ratings", "disruptions", "stakeholders")
_NAME = r"[a-z0-9][a-z0-9_-]*\.yaml"
_DAY = "YYYY-MM-DD"
_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class _Action:
    """The keys that an entry with this action must have besides `_ALWAYS`, and the keys that it may have."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


_ALWAYS = ("action", "who", "when", "why")
_ACTIONS = {
    "confirm": _Action(("table", "row_id", "expect")),
    "amend": _Action(("table", "row_id", "expect", "set"), ("passage",)),
    "reject": _Action(("table", "row_id", "expect")),
    "add": _Action(("table", "row", "passage")),
    "remove-person": _Action(("name",), ("also",)),
    "remove-document": _Action(("document_id",)),
}


class Decisions(NamedTuple):
    """The content of a corrections folder or file: valid corrections, and what is wrong with the rest.

    `rejects` may be published and never quote the file; `unfulfilled` holds one or more details for each reject, for
    the person running the command.
    """

    corrections: tuple[Correction, ...]
    rejects: tuple[Reject, ...]
    unfulfilled: tuple[Unfulfilled, ...]


class _Mistake(NamedTuple):
    """A mistake in an entry.

    `says` is the end of a sentence about the entry that reveals nothing of its content; `key` is the key at fault.
    `stands` is the wrong text and `nearest` the most similar valid ones, for the author of the entry only.
    """

    says: str
    key: str | None = None
    stands: str = ""
    nearest: tuple[str, ...] = ()


def read_corrections(root: Path) -> Decisions:
    """Read all corrections below a raw folder, and report files and entries that cannot be used.

    A wrong entry does not affect other entries. Rejects never quote a file, since it may name a person to be removed.
    An entry whose action cannot be determined counts as a possible removal.
    """
    files = [read_file(path) for path in files_of(root / FOLDER)]
    found = _anonymous(chain.from_iterable(file.corrections for file in files))
    return Decisions(
        tuple(sorted(found, key=lambda correction: correction.place)),
        tuple(chain.from_iterable(file.rejects for file in files)),
        tuple(chain.from_iterable(file.unfulfilled for file in files)),
    )


def read_file(path: Path) -> Decisions:
    """Read one file of a corrections folder. Correction ids are the file's stem and the number of the entry."""
    corrections: list[Correction] = []
    rejects: list[Reject] = []
    unfulfilled: list[Unfulfilled] = []
    file = f"{FOLDER}/{path.name}"
    try:
        entries = _entries(path, path.parent.parent)
    except WrongFile as error:
        problem = Unfulfilled(file, error.line, "the file", str(error), removal=True)
        return Decisions((), (Reject(None, "bad-correction", str(error), file),), (problem,))
    for number, entry in enumerate(entries, 1):
        source = _source(file, entry)
        mistakes = _mistakes(entry)
        if not mistakes:
            corrections.append(_correction(f"{path.stem}.{number}", entry, source))
            continue
        says = "; ".join(mistake.says for mistake in mistakes)
        rejects.append(Reject(None, "bad-correction", f"entry {number} {says}", file))
        unfulfilled += (_unfulfilled(mistake, number, source, _may_be_removal(entry)) for mistake in mistakes)
    return Decisions(tuple(corrections), tuple(rejects), tuple(unfulfilled))


def files_of(folder: Path) -> list[Path]:
    """Return the visible files of a corrections folder, valid or not, except Markdown files."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.suffix != ".md")


def _entries(path: Path, root: Path) -> list[object]:
    if not re.fullmatch(_NAME, path.name):
        raise WrongFile("is no file of corrections: name it in lower case without spaces, ending in .yaml")
    if not Path(os.path.realpath(path)).is_relative_to(root.resolve()):
        raise WrongFile("is a link that leads out of the folder: put the file itself there")
    content = load_yaml(path, MOST_BYTES)
    if not isinstance(content, list | dict) or not content:
        raise WrongFile("must hold an entry, or a list of entries, of `key: value`")
    return content if isinstance(content, list) else [content]


def _source(file: str, entry: object) -> Source:
    return Source(file, entry.line, entry.lines) if isinstance(entry, Mapped) else Source(file)


def _unfulfilled(mistake: _Mistake, number: int, source: Source, removal: bool) -> Unfulfilled:
    stands = f"entry {number}" + (f" (`{mistake.stands}`)" if mistake.stands else "")
    return Unfulfilled(source.file, source.line_of(mistake.key), stands, mistake.says, mistake.nearest, removal)


def _may_be_removal(entry: object) -> bool:
    action = entry.get("action") if isinstance(entry, dict) else None
    return not isinstance(action, str) or action not in _ACTIONS or action.startswith("remove-")


def _mistakes(entry: object) -> list[_Mistake]:
    """Return all mistakes in an entry."""
    if not isinstance(entry, dict):
        return [_Mistake("must hold lines of `key: value`")]
    given = entry.get("action")
    action = _ACTIONS.get(given) if isinstance(given, str) else None
    if action is None:
        stands = given if isinstance(given, str) else ""
        says = f"needs an `action`: one of {', '.join(_ACTIONS)}"
        return [_Mistake(says, "action", stands, nearest(stands, _ACTIONS)), *_unknown_keys(entry, tuple(_KEYS))]
    needs = (*_ALWAYS, *action.needs)
    mistakes = [_Mistake(f"needs the key `{key}`") for key in needs if key not in entry]
    mistakes += _unknown_keys(entry, (*needs, *action.may))
    for key in (key for key in entry if key in needs or key in action.may):
        try:
            _KEYS[key](key, entry[key])
        except ValueError as error:
            mistakes.append(_Mistake(str(error), key))
    return mistakes


def _unknown_keys(entry: Mapping[object, object], known: tuple[str, ...]) -> list[_Mistake]:
    says = f"has an unknown key; known are {', '.join(known)}"
    return [_Mistake(says, str(key), str(key), nearest(str(key), known)) for key in entry if key not in known]


def _correction(correction_id: str, entry: object, source: Source) -> Correction:
    """Make a correction of an entry without mistakes."""
    values: dict[str, object] = {}
    for key, value in cast("dict[str, object]", entry).items():
        values |= _KEYS[key](key, value)
    names = [*cast("list[str]", values.pop("name", [])), *cast("list[str]", values.pop("also", []))]
    return Correction(correction_id, names=tuple(names), source=source, **values)  # type: ignore[arg-type]


def _one_line(key: str, value: object) -> dict[str, object]:
    if not isinstance(value, str) or value.strip() in NOTHING or len(value) > _LONGEST_TEXT or not tidy(value):
        raise ValueError(f"`{key}` must be text of at most {_LONGEST_TEXT:,} characters")
    return {key: tidy(value)}


def _table(key: str, value: object) -> dict[str, object]:
    if value not in FACTS:
        raise ValueError(f"`{key}` must be one of {', '.join(FACTS)}")
    return {key: value}


def _date(key: str, value: object) -> dict[str, object]:
    if not isinstance(value, str) or len(value) != len(_DAY) or not valid_edtf(value):
        raise ValueError(f"`{key}` must be a date as {_DAY}")
    return {key: value}


def _pairs(key: str, value: object) -> dict[str, object]:
    cells = value if isinstance(value, dict) else {}
    if not cells or not all(isinstance(part, str) for pair in cells.items() for part in pair):
        raise ValueError(f"`{key}` must hold lines of `column: value`")
    return {key: tuple((column, None if cell.strip() in NOTHING else cell.strip()) for column, cell in cells.items())}


def _passage(key: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != {"document_id", "quote"}:
        raise ValueError(f"`{key}` must hold `document_id` and `quote`")
    quote = value["quote"]
    if not isinstance(quote, str) or not quote.strip() or len(quote) > _LONGEST_TEXT:
        raise ValueError(f"`quote` must be text of at most {_LONGEST_TEXT:,} characters")
    return {**_one_line("document_id", value["document_id"]), "quote": quote.strip()}


def _names(key: str, value: object) -> dict[str, object]:
    listed = value if isinstance(value, list) and key == "also" else [value]
    return {key: [_one_line(key, name)[key] for name in listed]}


_KEYS: Mapping[str, Callable[[str, object], dict[str, object]]] = {
    **dict.fromkeys(("action", "who", "why", "row_id", "document_id"), _one_line),
    **dict.fromkeys(("expect", "set", "row"), _pairs),
    "when": _date,
    "table": _table,
    "passage": _passage,
    "name": _names,
    "also": _names,
}


def _anonymous(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Yield corrections in order, with removals renamed by their date: a file may be named after the person."""
    removals: Counter[str] = Counter()
    for correction in sorted(corrections, key=lambda correction: correction.place):
        if correction.is_removal:
            removals[correction.when] += 1
            correction = replace(correction, correction_id=f"removed.{correction.when}.{removals[correction.when]}")
        yield correction
