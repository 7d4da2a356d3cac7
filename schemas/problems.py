"""Check tables that exist already, and describe each problem in one line for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from schemas import integrity
from schemas.findings import Finding, in_model, is_null, shown, typed
from schemas.following import load_tables
from schemas.projections import to_arrow
from schemas.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a release or a file.

    - `where`: name of the file or table; `row`: key or number (from 1) of the row; `column`: name of the column.
    - `value`: the wrong cell; `says`: the end of a sentence about it.
    """

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
    """Check rows by themselves against the table `name`; return them typed, and their problems in the order of rows."""
    table = TABLES[name]
    frame, found = typed(table, rows)
    # A cell of the wrong type is empty in the frame: do not report that it is empty as a second problem.
    reported = {(finding.position, finding.column) for finding in found}
    more = [finding for finding in in_model(table, frame) if (finding.position, finding.column) not in reported]
    in_order = sorted([*found, *more], key=lambda finding: finding.position)
    return frame, [_problem(table, frame, finding, where) for finding in in_order]


def check_tables(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Check the rules between all tables of a release: references, passages, cells that follow from other tables."""
    columns = {name: to_arrow(TABLES[name], frame) for name, frame in tables.items()}
    with duckdb.connect() as database:
        load_tables(database, columns)
        found = [*integrity.broken_findings(database, columns), *integrity.wrong_cells(database, columns)]
    return [_problem(TABLES[name], tables[name], finding) for name, finding in found]


def _problem(table: Table, frame: pd.DataFrame, finding: Finding, where: str | None = None) -> Problem:
    named = frame.at[finding.position, table.key] if table.key else None
    row = named if isinstance(named, str) and named else f"row {finding.position + 1}"
    return Problem(where or table.name, finding.says, row, finding.column, finding.value)
