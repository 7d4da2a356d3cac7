"""What the changes of a release must not tell: when somebody was removed on request, what was there before."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.release.changes import Cause, Changes, TableChanges

_TOLD = frozenset({"new-document", "edited-document", "redescribed-document", "correction", "changed-extraction"})
WITHHELD = "(withheld: something was removed on request)"
_TOMBSTONE = re.compile(r"removed\.[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]+")


def removes(changes: Changes) -> bool:
    """Whether something was removed on request since the release before."""
    return any(map(_TOMBSTONE.fullmatch, changes.of("corrections").added))


def withheld(changes: Changes) -> Changes:
    """The changes as they may be told. With a new removal no withdrawn identifier and no former value is: any of them
    may name who is gone, and to tell which ones do would name them too. How many there are may be told."""
    if not removes(changes):
        return changes
    return replace(changes, tables=tuple(map(_without_former, changes.tables)))


def _without_former(table: TableChanges) -> TableChanges:
    changed = (
        replace(row, cells=tuple(replace(cell, old=cell.old and WITHHELD) for cell in row.cells))
        for row in table.changed
    )
    there = {*table.added, *(row.key for row in table.changed)}
    return replace(
        table,
        changed=tuple(changed),
        withdrawn=(WITHHELD,) * len(table.withdrawn),
        causes={name: _without_names(causes) for name, causes in table.causes.items() if name in there},
        labels={name: label for name, label in table.labels.items() if name in there},
    )


def _without_names(causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Causes that name no document that may be gone; whoever asked for a correction is no secret."""
    return tuple(cause if cause.kind in _TOLD else Cause("removal") for cause in causes)
