"""What changed between two releases: rows, cells, columns, tables, each with its cause; and how large a step it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from schemas.numbered import Numbers
from schemas.renames import Rename

# Rows of these tables tell about rows of others: by themselves they are no news of their own.
_LOGS = frozenset({"evidence", "corrections"})
# Rows of this table follow from comparing the others: nobody counts what is new there.
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a row changed. `kind` is a code of the vocabulary change-cause; `of` names documents, rules or a correction.

    Of a correction, `who` decided it, `when` and `why`; of a document, `title` is its title.
    """

    kind: str
    of: tuple[str, ...] = ()
    title: str | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that is in both releases."""

    column: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is in one of the releases only, or in both with other values: those `cells`.

    Its key, or what names it by its content where it has none; why it changed; and what it is in words.
    """

    key: str
    cells: tuple[CellChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    label: str | None = None


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table.

    `at` is where each row of the newer release stands in the older one, -1 if it is not there; `same` as well -1 if it
    is another there; `left` are the places of the rows of the older one that are gone. Where rows were not compared,
    because a release does not have the table, there are none.
    """

    table: str
    added: Collection[RowChange] = ()
    changed: tuple[RowChange, ...] = ()
    withdrawn: tuple[RowChange, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[str, ...] = ()
    columns_renamed: tuple[tuple[str, str], ...] = ()
    at: Numbers = field(default_factory=_none, compare=False, repr=False)
    same: Numbers = field(default_factory=_none, compare=False, repr=False)
    left: Numbers = field(default_factory=_none, compare=False, repr=False)

    def __bool__(self) -> bool:
        return any((self.added, self.changed, self.withdrawn, self.breaking, self.columns_added))

    @property
    def breaking(self) -> bool:
        """Whether code that reads the table may fail."""
        return bool(self.columns_removed or self.columns_retyped or self.columns_renamed)

    @property
    def rows(self) -> list[RowChange]:
        """All rows that changed in any way."""
        return [*self.added, *self.changed, *self.withdrawn]

    @property
    def touched(self) -> Numbers:
        """The places of the rows of the newer release that were added or changed."""
        return np.flatnonzero(self.same < 0)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were added, changed and withdrawn."""
        return {"added": len(self.added), "changed": len(self.changed), "withdrawn": len(self.withdrawn)}

    @property
    def level(self) -> str | None:
        """major, minor or patch; None where nothing changed."""
        if self.breaking:
            return "major"
        if self.columns_added or ((self.added or self.withdrawn) and self.table not in _LOGS):
            return "minor"
        return "patch" if self else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one release to the next. `previous` is None for the first.

    `renames` are all there ever were; those of this change have no `since` yet. `removes` is whether somebody or
    something was removed on request meanwhile, `removals` in which releases that ever happened. `rows` is how many each
    table has now; `version` is None for what is not released yet.
    """

    previous: str | None
    tables: tuple[TableChanges, ...]
    tables_added: tuple[str, ...] = ()
    tables_removed: tuple[str, ...] = ()
    tables_renamed: tuple[tuple[str, str], ...] = ()
    described: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    renames: tuple[Rename, ...] = ()
    removals: tuple[str, ...] = ()
    removes: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)
    version: str | None = None

    def __bool__(self) -> bool:
        return self.level is not None

    @property
    def reshaped(self) -> bool:
        """Whether tables or columns are others, or are described otherwise."""
        tables = self.tables_added or self.tables_removed or self.tables_renamed
        return bool(tables or self.described) or any(each.breaking or each.columns_added for each in self.tables)

    @property
    def level(self) -> str | None:
        """major, minor or patch; None where nothing changed."""
        levels = {table.level for table in self.tables}
        if self.tables_removed or self.tables_renamed or "major" in levels:
            return "major"
        if self.tables_added or "minor" in levels:
            return "minor"
        return "patch" if self.described or self.files or "patch" in levels else None

    def of(self, table: str) -> TableChanges:
        """The changes of one table."""
        return next((each for each in self.tables if each.table == table), TableChanges(table))
