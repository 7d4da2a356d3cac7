"""Dataclasses for what changed between two releases: rows, cells, columns and tables, the causes, and the level."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from schemas.numbered import Numbers
from schemas.renames import Rename

# Tables whose rows only document rows of other tables: new rows in them alone do not make a minor change.
_LOGS = frozenset({"evidence", "corrections"})
# The table of withdrawn rows. Its rows are the result of the comparison, so they are not compared themselves.
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a row changed.

    - `kind`: a code of the vocabulary change-cause.
    - `of`: the ids of documents or of a correction, or the names of rules.
    - `title`: the title of the document.
    - `who`, `when`, `why`: of a correction, who made it, on what day, and the reason given.
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
    """A row that is in only one of the releases, or in both with different values.

    - `key`: the key of the row; in a table without a key, a name made of its content (see `naming.row_names`).
    - `cells`: the cells that differ, if the row is in both releases.
    - `label`: a short description of the row for people.
    """

    key: str
    cells: tuple[CellChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    label: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose cells differ."""
        return frozenset(cell.column for cell in self.cells)


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table.

    - `at`: for each row of the newer release its place in the older one; -1 if it is not there.
    - `same`: like `at`, but also -1 if any cell of the row differs.
    - `left`: the places, in the older release, of the rows that are gone.

    The last three are empty if rows were not compared, because a release does not have the table.
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
        """Whether columns were removed, renamed or retyped, so that code that reads the table may fail."""
        return bool(self.columns_removed or self.columns_retyped or self.columns_renamed)

    @property
    def rows(self) -> list[RowChange]:
        """All rows that changed in any way."""
        return [*self.added, *self.changed, *self.withdrawn]

    @property
    def touched(self) -> Numbers:
        """The places, in the newer release, of the rows that were added or changed."""
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
    """What changed from one release to the next.

    - `previous`: the version of the older release; None for the first release.
    - `described`: the tables and columns whose description changed; `files`: other files that differ.
    - `renames`: all renames up to now; those of this change have no `since` yet.
    - `removals`: the versions in which something was removed on request.
    - `removes`: whether something was removed on request between the two releases.
    - `rows`: the number of rows of each table now.
    - `version`: the version of the newer release; None if it is not released yet.
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
        """Whether tables or columns were added, removed, renamed or retyped, or their descriptions changed."""
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
        """Return the changes of one table; without any changes if it was not compared."""
        return next((each for each in self.tables if each.table == table), TableChanges(table))
