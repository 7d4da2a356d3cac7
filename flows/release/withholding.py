"""Hides parts of the published changes if somebody was removed on request: they could tell who that was."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from flows.release.changes import Cause, Changes, RowChange, TableChanges
from flows.release.editions import Edition
from flows.release.versions import of_text

# Kinds of causes that may be shown for changed rows although something was removed on request.
_SAFE_KINDS = frozenset(
    {
        *("new-document", "edited-document", "redescribed-document", "correction"),
        *("measurement", "reference-data", "changed-schema"),  # they name nobody, and a removal never looks like them
    }
)
# The same for added rows. A changed row may have lost something by the removal, an added row cannot have.
_SAFE_KINDS_IF_ADDED = _SAFE_KINDS | {"changed-extraction", "rejected-file"}
WITHHELD = "(withheld: something was removed on request)"
_TOMBSTONE = re.compile(r"removed\.[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]+")


def removes(old: Edition, new: Edition, corrections: TableChanges) -> bool:
    """Whether something was removed on request between two editions.

    That is so if a removal is among the added rows of `corrections`, or if the newer edition lists a release after the
    older edition in which something was removed.
    """
    since = [version for version in new.removals if old.version and of_text(version) > of_text(old.version)]
    return bool(since) or any(_TOMBSTONE.fullmatch(row.key) for row in corrections.added)


def withheld(changes: Changes) -> Changes:
    """Return the changes as they may be published.

    If something was removed on request, withdrawn identifiers and old values are hidden, all of them: any may name who
    was removed, and hiding only those would point at them. Their number may be published.
    """
    if not changes.removes:
        return changes
    decisions = changes.of("corrections")
    shown = {row.key for row in (*decisions.added, *decisions.changed)}
    return replace(changes, tables=tuple(_without_former(table, shown) for table in changes.tables))


def _without_former(table: TableChanges, decisions: AbstractSet[str]) -> TableChanges:
    def redacted(row: RowChange, kinds: AbstractSet[str]) -> RowChange:
        """Hide the old values, and replace causes that could name a removed document or correction by `removal`."""
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
