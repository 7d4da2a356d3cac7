"""What tables and columns were called before: `renames.csv`, so that whoever reads releases can follow.

A line for each rename: table, old and new name of a column; of a table itself without the first cell. A column that
vanishes without a line here was removed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("renames.csv")


@dataclass(frozen=True, slots=True)
class Rename:
    """A table (`table` is empty) or a column of a table under another name, in releases from `since` on."""

    table: str
    old: str
    new: str
    since: str | None = None


def renames() -> tuple[Rename, ...]:
    """All renames there ever were, the oldest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Rename(row["table"], row["old"], row["new"]) for row in csv.DictReader(file))


def present_name(table: str, name: str, known: Iterable[str], all_renames: Iterable[Rename]) -> str:
    """What a column (or, without `table`, a table) is called among `known` names; its own name where nothing fits."""
    following: Mapping[str, str] = {each.old: each.new for each in all_renames if each.table == table}
    names, found, seen = set(known), name, {name}
    while found not in names and found in following and following[found] not in seen:
        found = following[found]
        seen.add(found)
    return found if found in names else name
