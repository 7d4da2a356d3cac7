"""Changes as files: `changes.json` for machines, `CHANGES.md` for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flows.release.changes import Changes, RowChange, TableChanges
from flows.release.withholding import withheld

# Passages and rejected rows follow from the rows they belong to: people are told how many, machines which.
_COUNTED_ONLY = {"evidence", "quarantine"}
_LISTED = 100
_SHOWN = 120


def as_json(version: str, changes: Changes) -> dict[str, Any]:
    """The content of `changes.json`."""
    changes = withheld(changes)
    return {
        "version": version,
        "previous": changes.previous,
        "level": changes.level,
        "tables_added": changes.tables_added,
        "tables_removed": changes.tables_removed,
        "descriptions_changed": changes.described,
        "files_changed": changes.files,
        "tables": {table.table: {k: v for k, v in asdict(table).items() if k != "table"} for table in changes.tables},
    }


def as_markdown(version: str, changes: Changes, counts: Mapping[str, int]) -> str:
    """The content of `CHANGES.md`."""
    return "\n".join(_lines(version, withheld(changes), counts)) + "\n"


def _lines(version: str, changes: Changes, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"# Version {version}"
    yield ""
    yield f"What changed since version {changes.previous}." if changes.previous else "The first release."
    yield ""
    yield "| table | rows | added | changed | withdrawn |"
    yield "|---|--:|--:|--:|--:|"
    for table, rows in counts.items():
        numbers = changes.of(table).counts
        yield f"| {table} | {rows} | {numbers['added']} | {numbers['changed']} | {numbers['withdrawn']} |"
    if changes.previous:
        yield from _about_form(changes)
        for each in changes.tables:
            if each and each.table not in _COUNTED_ONLY:
                yield from _about_rows(each)


def _about_form(changes: Changes) -> Iterator[str]:
    for title, names in (
        ("Tables added", changes.tables_added),
        ("Tables removed", changes.tables_removed),
        ("Columns added", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_added]),
        ("Columns removed", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_removed]),
        ("Columns of another type", [f"{t.table}.{c}" for t in changes.tables for c in t.columns_retyped]),
        ("Described anew", changes.described),
        ("Files added, changed or removed", changes.files),
    ):
        if names:
            yield from ("", f"{title}: {', '.join(f'`{name}`' for name in names)}.")


def _about_rows(table: TableChanges) -> Iterator[str]:
    yield from ("", f"## {table.table}")
    for title, lines in (
        ("Added", [f"`{key}`" for key in table.added]),
        ("Changed", [_row(change) for change in table.changed]),
        ("Withdrawn", [f"`{key}`" for key in table.withdrawn]),
    ):
        if lines:
            yield from ("", f"{title}:", "", *_listed(lines))


def _listed(lines: list[str]) -> Iterable[str]:
    yield from (f"- {line}" for line in lines[:_LISTED])
    if len(lines) > _LISTED:
        yield f"- and {len(lines) - _LISTED} more, all in `changes.json`"


def _row(change: RowChange) -> str:
    cells = (f"{cell.column} {_cell(cell.old)} → {_cell(cell.new)}" for cell in change.cells)
    return f"`{change.key}`: {'; '.join(cells)}"


def _cell(value: object) -> str:
    """A value on one line that Markdown leaves alone."""
    if value is None:
        return "(empty)"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "\n" in value else str(value)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    plain = text.replace("`", "'")
    return f"`{plain}`"
