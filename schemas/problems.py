"""What is wrong with tables that already exist, in lines a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from schemas import integrity
from schemas.findings import Finding, in_model, is_null, shown, typed
from schemas.following import shown as shown_in
from schemas.projections import to_arrow
from schemas.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a release or a file; `where` is a file or a table, `row` a key or a row number."""

    where: str
    says: str
    row: str | None = None
    column: str | None = None
    value: object = None

    def __str__(self) -> str:
        place = " ".join(part for part in (self.where, self.row, self.column) if part)
        value = "" if is_null(self.value) else f"{shown(self.value)} "
        return f"{place}: {value}{self.says}"


def check_rows(
    name: str, rows: Iterable[dict[str, object]], where: str | None = None
) -> tuple[pd.DataFrame, list[Problem]]:
    """Check rows against the table `name` by themselves. Returns them typed, and what is wrong with them."""
    table = TABLES[name]
    frame, found = typed(table, rows)
    # A cell that could not be typed is empty in the frame: that it must not be empty is no second problem.
    reported = {(finding.position, finding.column) for finding in found}
    more = [finding for finding in in_model(table, frame) if (finding.position, finding.column) not in reported]
    return frame, [_problem(table, frame, finding, where) for finding in _in_rows([*found, *more])]


def check_tables(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Check what must hold between the tables of a release: references, passages, counts."""
    columns = {name: to_arrow(TABLES[name], frame) for name, frame in tables.items()}
    with duckdb.connect() as database:
        shown_in(database, columns)
        found = [*integrity.broken_findings(database, columns), *integrity.untrue(database, columns)]
    return [_problem(TABLES[name], tables[name], finding) for name, finding in found]


def _in_rows(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: finding.position)


def _problem(table: Table, frame: pd.DataFrame, finding: Finding, where: str | None = None) -> Problem:
    named = frame.at[finding.position, table.key] if table.key else None
    row = named if isinstance(named, str) and named else f"row {finding.position + 1}"
    return Problem(where or table.name, finding.says, row, finding.column, finding.value)
