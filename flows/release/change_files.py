"""Write changes to files: `changes.json` for programs, `CHANGES.md` for people, both with the cause of each row."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import chain
from typing import Any

from flows.release.changes import WITHDRAWN, Cause, Changes, RowChange, TableChanges
from flows.release.withholding import WITHHELD, withheld
from flows.release.writing import LazyList
from schemas.tables import FACTS, TABLES

# What rows of one section of `CHANGES.md` have in common: a kind of cause, and the documents or correction it names.
Section = tuple[str, tuple[str, ...]]
# Changed rows of a table by what happened to them: "added", "changed" or "withdrawn".
Touched = dict[str, list[RowChange]]
# Used as the cause of rows without causes, since their names are withheld.
_WITHHELD_CAUSE = Cause("removal")
_WITHHELD_NOTE = "What was removed, and what stood where something changed, is not told here."
# `CHANGES.md` only counts rows of these tables, since they depend on rows of other tables; `changes.json` lists them.
# Only rows about files that could not be read are listed.
_COUNTED_ONLY = frozenset({"evidence", "quarantine", "coverage", "corrections"})
_WHAT = ("added", "changed", "withdrawn")
# List at most this many rows of a table in a section.
_MOST_ROWS = 100
# Show at most this many characters of a cell, and this many digits of a checksum.
_MOST_CHARACTERS = 120
_CHECKSUM = re.compile("[0-9a-f]{64}")
_MOST_DIGITS = 12
_LEVELS = {
    "major": "A **major** change: tables or columns were renamed, removed or retyped; code that reads them may fail.",
    "minor": "A **minor** change: rows, columns or tables are there that were not before, or rows were withdrawn.",
    "patch": "A **patch**: the same tables and facts, with other values, passages, descriptions or files beside them.",
}
# The tables whose rows the first line counts, with the words for one row and for several.
_COUNTED = {table.name: table.nouns for table in (TABLES["documents"], *FACTS) if table.nouns}
# For each kind of cause the heading, and whether every document or correction it names gets a section of its own.
_HEADINGS = {
    "new-document": ("New document: {}", True),
    "edited-document": ("Edited document: {}", True),
    "redescribed-document": ("Changed title, date, address or path of a document: {}", True),
    "withdrawn-document": ("Withdrawn document: {}", True),
    "other-document": ("Changed because of another document: {}", True),
    "correction": ("Correction {}", True),
    "removal": ("Removed on request", False),
    "rejected-file": ("Files, or lines of sidecars, that could not be read", False),
    "changed-extraction": ("The same documents, read by new rules", False),
    "measurement": ("Precision of the rules, measured again", False),
    "changed-schema": ("Rows whose key is built differently", False),
    "reference-data": ("Changed reference data: names, aliases, programmes of bodies", False),
}


# The file `changes.json` is broken into lines down to this level of nesting, so that each row is on one line.
LEVELS = 4


def as_json(version: str, changes: Changes) -> dict[str, Any]:
    """Return the content of `changes.json`. Causes are listed once, with numbers, to which rows refer."""
    changes = withheld(changes)
    removals = [*changes.removals, version] if changes.removes and not changes.version else changes.removals
    known = {cause: number for number, cause in enumerate(_all_causes(changes), 1)}
    return {
        "version": version,
        "previous": changes.previous,
        "level": changes.level,
        "tables_added": changes.tables_added,
        "tables_removed": changes.tables_removed,
        "descriptions_changed": changes.described,
        "files_changed": changes.files,
        "renames": [asdict(replace(each, since=each.since or version)) for each in changes.renames],
        "removals": removals,
        "causes": [
            {"number": number, **{name: value for name, value in asdict(cause).items() if value}}
            for cause, number in known.items()
        ],
        "tables": {table.table: _table_as_json(table, known) for table in changes.tables},
    }


def _all_causes(changes: Changes) -> dict[Cause, None]:
    """Return every cause once, sorted as their headings are, then by what they name (a dict without values)."""
    rows = chain.from_iterable(table.rows for table in changes.tables) if changes.previous else ()
    found = {cause for row in rows for cause in row.causes}
    order = list(_HEADINGS)
    return dict.fromkeys(sorted(found, key=lambda cause: (order.index(cause.kind), cause.of)))


def _table_as_json(table: TableChanges, known: Mapping[Cause, int]) -> dict[str, Any]:
    def row(each: RowChange) -> dict[str, Any]:
        return {"key": each.key, "causes": tuple(known[cause] for cause in each.causes)}

    return {
        "added": [*map(row, table.added)] if isinstance(table.added, tuple) else LazyList(row, table.added),
        "changed": [{**row(each), "cells": [asdict(cell) for cell in each.cells]} for each in table.changed],
        "withdrawn": [*map(row, table.withdrawn)],
        "columns_added": table.columns_added,
        "columns_removed": table.columns_removed,
        "columns_retyped": table.columns_retyped,
    }


def as_markdown(version: str, changes: Changes) -> str:
    """Return the content of `CHANGES.md`."""
    return "\n".join(_lines(version, withheld(changes))) + "\n"


def _lines(version: str, changes: Changes) -> Iterator[str]:
    yield from (f"# Version {version}", "", _summary(changes))
    if changes.previous:
        yield from ("", _LEVELS.get(changes.level or "", "Nothing is different."))
    yield from ("", "| table | rows | added | changed | withdrawn |", "|---|--:|--:|--:|--:|")
    for table, rows in changes.rows.items():
        numbers = changes.of(table).counts
        cells = (f"{numbers[what]:,}" if table != WITHDRAWN else "" for what in _WHAT)
        yield f"| {table} | {rows:,} | {' | '.join(cells)} |"
    if changes.previous:
        yield from _about_form(changes)
        yield from _about_rows(changes)


def _summary(changes: Changes) -> str:
    """Return a sentence that counts the documents and facts that were added, changed and withdrawn."""
    if not changes.previous:
        return (
            f"The first release: {_and(_amount(table, n) for table, n in changes.rows.items() if table in _COUNTED)}."
        )
    counts = {table: changes.of(table).counts for table in _COUNTED}
    parts = [
        f"{_and(amounts)} {what}"
        for what in _WHAT
        if (amounts := [_amount(table, count[what]) for table, count in counts.items() if count[what]])
    ]
    return f"Since version {changes.previous}: {'; '.join(parts) or 'the same facts and documents'}."


def _amount(table: str, number: int) -> str:
    return f"{number:,} {_COUNTED[table][number != 1]}"


def _and(amounts: Iterable[str]) -> str:
    *most, last = amounts
    return f"{', '.join(most)} and {last}" if most else last


def _about_form(changes: Changes) -> Iterator[str]:
    """Yield lines about tables, columns, descriptions and files that changed."""
    renamed = [(f"{t.table}.{old}", f"{t.table}.{new}") for t in changes.tables for old, new in t.columns_renamed]
    for title, names in (
        ("Tables added", changes.tables_added),
        ("Tables removed", changes.tables_removed),
        ("Tables renamed", [f"{old}` → `{new}" for old, new in changes.tables_renamed]),
        ("Columns added", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_added]),
        ("Columns removed", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_removed]),
        ("Columns renamed", [f"{old}` → `{new}" for old, new in renamed]),
        ("Columns of another type", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_retyped]),
        ("Described anew", changes.described),
        ("Files added, changed or removed", changes.files),
    ):
        if names:
            yield from ("", f"{title}: {', '.join(f'`{name}`' for name in names)}.")


def _about_rows(changes: Changes) -> Iterator[str]:
    """Yield a section for each cause with the changed rows, table by table; a row is listed under its first cause."""
    order = {cause: number for number, cause in enumerate((*_all_causes(changes), _WITHHELD_CAUSE))}
    members: dict[Section, dict[str, Touched]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for table in changes.tables:
        for what in _WHAT:
            for row in getattr(table, what):
                first = min(row.causes or (_WITHHELD_CAUSE,), key=lambda cause: order[cause])
                members[_section(first)][table.table][what].append(row)
    for section, cause in _sections(order).items():
        if section in members:
            yield from ("", f"## {_heading(cause)}")
            yield from (["", f"{_inline(cause.who)}, {cause.when}: {_inline(cause.why)}"] if cause.who else [])
            yield from (["", _WITHHELD_NOTE] if cause.kind == "removal" and changes.removes else [])
            for name, touched in members[section].items():
                yield from _about_table(name, touched)


def _sections(causes: Iterable[Cause]) -> dict[Section, Cause]:
    """Return the sections of causes in order, each with its first cause."""
    found: dict[Section, Cause] = {}
    for cause in causes:
        found.setdefault(_section(cause), cause)
    return found


def _section(cause: Cause) -> Section:
    return cause.kind, cause.of if _HEADINGS[cause.kind][1] else ()


def _heading(cause: Cause) -> str:
    if cause == Cause("correction"):
        return "Corrections: rows they rejected, or that they could not be applied to"
    named = ", ".join(f"`{name}`" for name in cause.of)
    return _HEADINGS[cause.kind][0].format(f"{_inline(cause.title)} ({named})" if cause.title else named).rstrip(" :")


def _about_table(table: str, touched: Touched) -> Iterator[str]:
    if table in _COUNTED_ONLY:
        yield from ("", f"**{table}**: " + ", ".join(f"{len(rows):,} {what}" for what, rows in touched.items()))
        # Of these only files that could not be read have a label: whoever added one has to learn why.
        if lines := [f"{what}: {_inline(row.label)}" for what, rows in touched.items() for row in rows if row.label]:
            yield from ("", *_listed(lines))
        return
    for what, rows in touched.items():
        lines = [_row(row) for row in rows if row.key != WITHHELD]
        yield from ("", f"**{table}**, {len(rows):,} {what}{':' if lines else ''}")
        if lines:
            yield from ("", *_listed(lines))


def _listed(lines: list[str]) -> Iterable[str]:
    yield from (f"- {line}" for line in lines[:_MOST_ROWS])
    if len(lines) > _MOST_ROWS:
        yield f"- and {len(lines) - _MOST_ROWS:,} more, all in `changes.json`"


def _row(row: RowChange) -> str:
    label = f"{_inline(row.label)} · " if row.label else ""
    cells = "; ".join(f"{cell.column} {_cell(cell.old)} → {_cell(cell.new)}" for cell in row.cells)
    rules = sorted({rule for cause in row.causes if cause.kind == "changed-extraction" for rule in cause.of})
    by = f" (by {', '.join(rules)})" if rules else ""
    return f"{label}`{row.key}`{f': {cells}' if cells else ''}{by}"


def _inline(text: object) -> str:
    """Return a text on one line, escaped so that Markdown shows it as it is."""
    plain = " ".join(str(text).split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in plain)


def _cell(value: object) -> str:
    """Return the value of a cell as Markdown code on one line, shortened if it is long."""
    if value is None:
        return "(empty)"
    if isinstance(value, str) and _CHECKSUM.fullmatch(value):
        value = f"{value[:_MOST_DIGITS]}…"
    if isinstance(value, bool):
        value = "true" if value else "false"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "\n" in value else str(value)
    text = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"
    plain = text.replace("`", "'")
    return f"`{plain}`"
