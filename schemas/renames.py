"""The former names of tables and columns, from `renames.csv`, so that readers of older releases can follow.

Each line of the file is a rename: the table, and the old and the new name of its column; a renamed table has an empty
first cell. A column that disappears without a line was removed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("renames.csv")


@dataclass(frozen=True, slots=True)
class Rename:
    """A rename of a column of `table`, or of a table if `table` is empty.

    `since` is the release that has the new name first; None if that is not known here.
    """

    table: str
    old: str
    new: str
    since: str | None = None


def renames() -> tuple[Rename, ...]:
    """Return all renames there ever were, the oldest first; `since` is None in all of them."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Rename(row["table"], row["old"], row["new"]) for row in csv.DictReader(file))


def present_name(table: str, name: str, known: Iterable[str], all_renames: Iterable[Rename]) -> str:
    """Return what a column of `table`, or a table if `table` is empty, is called now.

    Follows the renames from `name` to one of the `known` names; returns `name` itself if they lead to none.
    """
    next_name: Mapping[str, str] = {each.old: each.new for each in all_renames if each.table == table}
    names, current, seen = set(known), name, {name}
    while current not in names and current in next_name and next_name[current] not in seen:
        current = next_name[current]
        seen.add(current)
    return current if current in names else name
