"""What a run would bring that somebody should look at: conflicts, rejected rows and things to review that are new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.consolidation.review import Item, of_tables
from schemas.stored import Stored
from schemas.tables import FACTS, TABLES

Tables = Mapping[str, Stored]
# What a rejected row may be known by, beside the key of its table.
_NAMED_BY = ("row_id", "raw_path", "correction_id")


@dataclass(frozen=True, slots=True)
class Preview:
    """The keys of conflicting facts, rejected rows by reason, and things to review: those that are new, and how many
    there are of each in all."""

    conflicts: tuple[str, ...]
    all_conflicts: int
    rejects: Mapping[str, tuple[str, ...]]
    all_rejects: int
    review: tuple[Item, ...]
    all_review: int


def preview_of(old: Tables, new: Tables) -> Preview:
    """What is new in the tables that would be the next release, compared with those of the last one, if any."""
    conflicts, known = _conflicts(new), set(_conflicts(old))
    items, seen = of_tables(new), {*of_tables(old)}
    # Each as often as it is there: rows of quarantine have no key.
    rejects = Counter(_rejects(new)) - Counter(_rejects(old))
    by_reason: dict[str, list[str]] = {}
    for reason, name, _ in sorted(rejects.elements()):
        by_reason.setdefault(reason, []).append(name)
    return Preview(
        conflicts=tuple(each for each in conflicts if each not in known),
        all_conflicts=len(conflicts),
        rejects={reason: tuple(names) for reason, names in by_reason.items()},
        all_rejects=len(new["quarantine"]),
        review=tuple(each for each in items if each not in seen),
        all_review=len(items),
    )


def _conflicts(tables: Tables) -> list[str]:
    found: list[str] = []
    for table in FACTS:
        if table.name in tables and "conflicting" in tables[table.name].columns:
            rows = tables[table.name].table([str(table.key), "conflicting"])
            found += rows.filter(rows["conflicting"])[str(table.key)].to_pylist()
    return found


def _rejects(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Of each rejected row the reason, a name, and its content."""
    for row in tables["quarantine"].rows() if "quarantine" in tables else ():
        content = json.loads(str(row["row"])) if row["row"] else {}
        keys = (str(TABLES[str(row["table"])].key), *_NAMED_BY)
        named = next((str(content[key]) for key in keys if content.get(key)), str(row["document_id"] or row["table"]))
        yield str(row["reason"]), named, f"{row['column']} {row['value']} {row['row']}"
