"""What the changes of a release must not tell: when somebody was removed on request, what was there before."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from flows.release.changes import Cause, Changes, RowChange, TableChanges
from flows.release.editions import Edition
from flows.release.versions import of_text

_SAFE_KINDS = frozenset(
    {
        *("new-document", "edited-document", "redescribed-document", "correction"),
        *("measurement", "reference-data", "changed-schema"),  # they name nothing, and no removal looks like them
    }
)
# Where there is a row that was not there before; a row that lost something may have lost it to the removal.
_SAFE_KINDS_IF_ADDED = _SAFE_KINDS | {"changed-extraction", "rejected-file"}
WITHHELD = "(withheld: something was removed on request)"
_TOMBSTONE = re.compile(r"removed\.[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]+")


def removes(old: Edition, new: Edition, corrections: TableChanges) -> bool:
    """Whether something was removed on request from one edition to the other, as far as they tell: that a removal is
    new, or that the newer one, or one between them, took something out."""
    since = [version for version in new.removals if old.version and of_text(version) > of_text(old.version)]
    return bool(since) or any(_TOMBSTONE.fullmatch(row.key) for row in corrections.added)


def withheld(changes: Changes) -> Changes:
    """The changes as they may be published. With a new removal no withdrawn identifier and no former value may: any of
    them may name who is gone, and to tell which ones do would name them too. How many there are may be published."""
    if not changes.removes:
        return changes
    decisions = changes.of("corrections")
    shown = {row.key for row in (*decisions.added, *decisions.changed)}
    return replace(changes, tables=tuple(_without_former(table, shown) for table in changes.tables))


def _without_former(table: TableChanges, decisions: AbstractSet[str]) -> TableChanges:
    def redacted(row: RowChange, kinds: AbstractSet[str]) -> RowChange:
        """With causes that name no document and no decision that may be gone; whoever asked for a correction is no
        secret."""
        hidden = {cause for cause in row.causes if cause.kind not in kinds}
        hidden |= {cause for cause in row.causes if cause.kind == "correction" and not decisions >= {*cause.of}}
        causes = (Cause("removal") if cause in hidden else cause for cause in row.causes)
        cells = tuple(replace(cell, old=cell.old and WITHHELD) for cell in row.cells)
        return replace(row, cells=cells, causes=tuple(dict.fromkeys(causes)))

    return replace(
        table,
        added=tuple(redacted(row, _SAFE_KINDS_IF_ADDED) for row in table.added),
        changed=tuple(redacted(row, _SAFE_KINDS) for row in table.changed),
        withdrawn=(RowChange(WITHHELD),) * len(table.withdrawn),
    )
