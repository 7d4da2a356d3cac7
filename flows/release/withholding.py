"""What the changes of a release must not tell: when somebody was removed on request, what was there before."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from flows.release.changes import Cause, Changes, TableChanges
from flows.release.editions import Edition
from flows.release.versions import of_text

_TOLD = frozenset(
    {
        *("new-document", "edited-document", "redescribed-document", "correction"),
        *("measurement", "reference-data", "changed-schema"),  # they name nothing, and no removal looks like them
    }
)
# Where there is a row that was not there before; a row that lost something may have lost it to the removal.
_TOLD_OF_NEW = _TOLD | {"changed-extraction", "rejected-file"}
WITHHELD = "(withheld: something was removed on request)"
_TOMBSTONE = re.compile(r"removed\.[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]+")


def removes(old: Edition, new: Edition, corrections: TableChanges) -> bool:
    """Whether something was removed on request from one edition to the other, as far as they tell: that a removal is
    new, or that the newer one, or one between them, took something out."""
    since = [version for version in new.removals if old.version and of_text(version) > of_text(old.version)]
    return bool(since) or any(map(_TOMBSTONE.fullmatch, corrections.added))


def withheld(changes: Changes) -> Changes:
    """The changes as they may be told. With a new removal no withdrawn identifier and no former value is: any of them
    may name who is gone, and to tell which ones do would name them too. How many there are may be told."""
    if not changes.removes:
        return changes
    decisions = changes.of("corrections")
    told = {*decisions.added, *(row.key for row in decisions.changed)}
    return replace(changes, tables=tuple(_without_former(table, told) for table in changes.tables))


def _without_former(table: TableChanges, decisions: AbstractSet[str]) -> TableChanges:
    changed = (
        replace(row, cells=tuple(replace(cell, old=cell.old and WITHHELD) for cell in row.cells))
        for row in table.changed
    )
    new = {*table.added}
    there = new | {row.key for row in table.changed}
    return replace(
        table,
        changed=tuple(changed),
        withdrawn=(WITHHELD,) * len(table.withdrawn),
        causes={
            name: _without_names(causes, _TOLD_OF_NEW if name in new else _TOLD, decisions)
            for name, causes in table.causes.items()
            if name in there
        },
        labels={name: label for name, label in table.labels.items() if name in there},
    )


def _without_names(
    causes: tuple[Cause, ...], kinds: AbstractSet[str], decisions: AbstractSet[str]
) -> tuple[Cause, ...]:
    """Causes that name no document and no decision that may be gone; whoever asked for a correction is no secret."""

    def may_be_told(cause: Cause) -> bool:
        return cause.kind in kinds and (cause.kind != "correction" or decisions >= set(cause.of))

    return tuple(dict.fromkeys(cause if may_be_told(cause) else Cause("removal") for cause in causes))
