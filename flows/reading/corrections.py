"""What people decided about facts, people and documents: the files under `raw/corrections/`."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from flows.reading.dates import valid_edtf
from flows.reading.document import Correction, Reject
from flows.reading.names import tidy
from flows.reading.yaml_files import NOTHING, load_yaml

FOLDER = "corrections"
MOST_BYTES = 256 * 1024
FACTS = ("ratings", "disruptions", "stakeholders")
_NAME = r"[a-z0-9][a-z0-9_-]*\.yaml"
_DAY = "YYYY-MM-DD"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Action:
    """The keys an entry must have beside who, when and why, and those it may have."""

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


def read_corrections(root: Path) -> tuple[tuple[Correction, ...], tuple[Reject, ...]]:
    """The corrections of a folder of raw files, and a reject for each file or entry that cannot be followed.

    An entry that is wrong disturbs no other. No message says what stands in a file: it may name who is to go.
    """
    found: list[Correction] = []
    rejects: list[Reject] = []
    for path in _files(root / FOLDER):
        where = f"{FOLDER}/{path.name}"
        try:
            for number, entry in enumerate(_entries(path, root), 1):
                try:
                    found.append(_correction(f"{path.stem}.{number}", entry))
                except ValueError as error:
                    rejects.append(Reject(None, "bad-correction", f"entry {number} {error}", where))
        except ValueError as error:
            rejects.append(Reject(None, "bad-correction", str(error), where))
    return tuple(sorted(_anonymous(found), key=lambda each: each.place)), tuple(rejects)


def _files(folder: Path) -> list[Path]:
    """What is to be read, and what is there by mistake; a README is neither."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.suffix != ".md")


def _entries(path: Path, root: Path) -> list[object]:
    if not re.fullmatch(_NAME, path.name):
        raise ValueError("is no file of corrections: name it in lower case without spaces, ending in .yaml")
    if not Path(os.path.realpath(path)).is_relative_to(root.resolve()):
        raise ValueError("is a link that leads out of the folder: put the file itself there")
    content = load_yaml(path, MOST_BYTES)
    if not isinstance(content, list | dict) or not content:
        raise ValueError("must hold an entry, or a list of entries, of `key: value`")
    return content if isinstance(content, list) else [content]


def _correction(correction_id: str, entry: object) -> Correction:
    """Raises ValueError with the end of a sentence about the entry."""
    if not isinstance(entry, dict):
        raise ValueError("must hold lines of `key: value`")
    action = _ACTIONS.get(str(entry.get("action"))) if isinstance(entry.get("action"), str) else None
    if action is None:
        raise ValueError(f"needs an `action`: one of {', '.join(_ACTIONS)}")
    needs = (*_ALWAYS, *action.needs)
    if missing := [key for key in needs if key not in entry]:
        raise ValueError(f"needs the key `{missing[0]}`")
    if any(key not in (*needs, *action.may) for key in entry):
        raise ValueError(f"has an unknown key; known are {', '.join((*needs, *action.may))}")
    values: dict[str, object] = {}
    for key, value in entry.items():
        values |= _KEYS[key](key, value)
    names = [*cast("list[str]", values.pop("name", [])), *cast("list[str]", values.pop("also", []))]
    return Correction(correction_id, names=tuple(names), **values)  # type: ignore[arg-type]


def _line(key: str, value: object) -> dict[str, object]:
    if not isinstance(value, str) or value.strip() in NOTHING or len(value) > _LONGEST or not tidy(value):
        raise ValueError(f"`{key}` must be text of at most {_LONGEST:,} characters")
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
    if not isinstance(quote, str) or not quote.strip() or len(quote) > _LONGEST:
        raise ValueError(f"`quote` must be text of at most {_LONGEST:,} characters")
    return {**_line("document_id", value["document_id"]), "quote": quote.strip()}


def _names(key: str, value: object) -> dict[str, object]:
    listed = value if isinstance(value, list) and key == "also" else [value]
    return {key: [_line(key, each)[key] for each in listed]}


_KEYS: Mapping[str, Callable[[str, object], dict[str, object]]] = {
    **dict.fromkeys(("action", "who", "why", "row_id", "document_id"), _line),
    **dict.fromkeys(("expect", "set", "row"), _pairs),
    "when": _date,
    "table": _table,
    "passage": _passage,
    "name": _names,
    "also": _names,
}


def _anonymous(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """The same with removals named by their day: the name of a file may be that of the person."""
    removals: Counter[str] = Counter()
    for each in sorted(corrections, key=lambda each: each.place):
        if each.action.startswith("remove-"):
            removals[each.when] += 1
            each = replace(each, correction_id=f"removed.{each.when}.{removals[each.when]}")
        yield each
