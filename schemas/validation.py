"""The gate between what was extracted and what is published: valid rows pass, all others go to quarantine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas import following, integrity
from schemas.columns import Columns
from schemas.fields import NAME, SAFE
from schemas.findings import Finding, as_text, first_of_each, in_cells, is_null, plain, typed
from schemas.following import CorrectedCells, Database
from schemas.numbered import Numbers, are_ordered, arrow
from schemas.projections import arrow_schema, to_arrow
from schemas.renewed import Renewed
from schemas.stored import BATCH, Stored, quoted, stored, tables_of
from schemas.tables import TABLES, Table
from schemas.texts import mismeasured, misquoted

Rows = Iterable[Mapping[str, object]]


@dataclass(slots=True)
class Gate:
    """Where tables are while they are checked; `owner` keeps the folder alive as long as any table that is in it."""

    database: Database
    folder: Path
    owner: object = None
    _count: int = field(default=0, init=False)

    def new(self, table: Table) -> tuple[Path, pa.Schema, object]:
        """Return what `stored` needs to write a table to a new file: path, schema and what to keep alive."""
        self._count += 1
        return self.folder / f"{table.name}-{self._count}.parquet", arrow_schema(table), self.owner


def split(take: Callable[[str], Rows], texts: Mapping[str, str], gate: Gate) -> dict[str, Stored]:
    """Return all tables, typed and in canonical order, with every invalid row moved to `quarantine`. Never raises for a
    row.

    `take` gives the rows of a table, in any order, when it is their turn; they are read in batches, and the valid rows
    are kept in files. `texts` has the text of each document. An invalid fact takes its evidence along, a fact without
    supporting evidence is invalid, and so on until nothing changes. Cells that follow from other tables (counts, best
    passage) are computed from the rows that are left.
    """
    tables: dict[str, Stored] = {}
    rejected: list[dict[str, object]] = []
    for table in TABLES.values():
        tables[table.name], wrong = _valid(table, take(table.name), texts, gate)
        rejected += wrong
    tables, orphaned = _settle(tables, gate)
    return {**tables, "quarantine": _with_rejected(tables["quarantine"], rejected + orphaned, gate)}


def _valid(table: Table, rows: Rows, texts: Mapping[str, str], gate: Gate) -> tuple[Stored, list[dict[str, object]]]:
    """Return the rows that are valid by themselves, sorted, and the other rows as rows of quarantine."""
    if isinstance(rows, Renewed):
        new, rejected = _valid(table, rows.rows, texts, gate)
        return rows.merged(new, table.unique_by, *gate.new(table)), rejected
    rejected = []
    in_order, last = True, list[pd.DataFrame]()  # `last` has the last row so far

    def valid_batches(batches: Iterable[Any]) -> Iterator[pa.Table]:
        nonlocal in_order, last
        for batch in batches:
            frame, found = typed(table, batch)
            frame = _without_found(frame, found)
            found += in_cells(table, frame) if len(frame) else []  # all checks would run even on no rows
            frame = _without_found(frame, found)
            found += [*mismeasured(frame, texts)] if table.name == "documents" else []
            frame = _without_found(frame, found)
            if wrong := first_of_each(table, found):
                rejected.extend(_quarantined(table, row, wrong[at]) for at, row in enumerate(batch) if at in wrong)
            in_order = in_order and _is_sorted(table, frame) and _is_sorted(table, pd.concat([*last, frame.iloc[:1]]))
            last = [frame.iloc[-1:]] if len(frame) else last
            yield to_arrow(table, frame)

    right = stored(valid_batches(_batches(rows)), *gate.new(table))
    del rows  # so that their memory can be freed
    if not in_order:
        right, duplicates = _without(table, right, _duplicates(table, right, gate), gate)
        rejected += duplicates
        right = _in_order(table, right, gate)
    if table.name == "evidence":
        right, misquotes = _without(table, right, _misquotes(right, texts, gate), gate)
        rejected += misquotes
    return right, rejected


def _batches(rows: Rows) -> Iterator[Columns | list[Mapping[str, object]]]:
    """Yield rows in batches, kept column by column if they already are."""
    if isinstance(rows, Columns):
        yield from map(Columns, rows.batches(BATCH))
        return
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _without_found(frame: pd.DataFrame, found: Iterable[Finding]) -> pd.DataFrame:
    """Return the rows that have no finding."""
    wrong = {finding.position for finding in found}
    return frame[~frame.index.isin(wrong)] if wrong else frame


def _is_sorted(table: Table, frame: pd.DataFrame) -> bool:
    """Whether rows are sorted as the table is and no key occurs twice."""
    return are_ordered(frame, table.unique_by if table.key else table.order, each_once=table.key is not None)


def _duplicates(table: Table, rows: Stored, gate: Gate) -> list[Finding]:
    """Return a finding for each row whose key stands in another row too."""
    if table.key is None:
        return []
    key = quoted(table.key)
    often = f"SELECT {key} FROM {rows.query} GROUP BY {key} HAVING count(*) > 1"
    found = gate.database.sql(f"SELECT place, {key} FROM {rows.query} WHERE {key} IN ({often}) ORDER BY place")
    says = "is the key of more than one row"
    return [Finding(place, "duplicate-key", table.key, value, says) for place, value in found.fetchall()]


def _in_order(table: Table, rows: Stored, gate: Gate) -> Stored:
    """Return the rows sorted by the table's `order`, text by code point, empty cells first."""
    order = ", ".join(f"{quoted(name)} NULLS FIRST" for name in table.order)
    found = gate.database.sql(f"SELECT * EXCLUDE place FROM {rows.query} ORDER BY {order}")
    return stored(tables_of(found), *gate.new(table))


def _misquotes(evidence: Stored, texts: Mapping[str, str], gate: Gate) -> list[Finding]:
    """Return findings for passages that are not what the text has, going document by document, as texts are read."""
    columns = 'place, document_id, "start", "end", quote'
    found = gate.database.sql(f"SELECT {columns} FROM {evidence.query} ORDER BY document_id, place")
    wrong: list[Finding] = []
    for cells in tables_of(found):
        wrong += misquoted(cells, texts, cells["place"].to_pylist())
    return wrong


def _settle(tables: dict[str, Stored], gate: Gate) -> tuple[dict[str, Stored], list[dict[str, object]]]:
    """Return `tables`, changed, without the rows that lost what they rest on; and these rows as rows of quarantine.

    Passages are removed first, so that a fact is judged by the passages it has left.
    """
    rejected: list[dict[str, object]] = []

    def without(found: Iterable[integrity.Broken]) -> bool:
        """Remove the broken rows; return whether there were any."""
        by_table: dict[str, list[Finding]] = {}
        for broken in found:
            rows = tables[broken.table].take(broken.places)
            by_table.setdefault(broken.table, []).extend(integrity.findings(broken, rows))
        for name, findings in by_table.items():
            tables[name], gone = _without(TABLES[name], tables[name], findings, gate)
            rejected.extend(gone)
        return bool(by_table)

    def righted(found: Iterable[CorrectedCells]) -> dict[str, Stored]:
        """Put the right cells into the tables; return the tables that changed."""
        changed = [*found]
        for right in changed:
            tables[right.table] = _with_right_cells(TABLES[right.table], tables[right.table], right, gate)
        return {right.table: tables[right.table] for right in changed}

    while True:
        following.load_tables(gate.database, tables)
        if without([*integrity.broken_evidence(gate.database)]):
            following.load_tables(gate.database, tables)
        following.register_tables(gate.database, righted(following.right_facts(gate.database, tables["evidence"])))
        if not without([*integrity.broken_others(gate.database)]):
            break
    righted(following.right_others(gate.database))
    return tables, rejected


def _without(table: Table, rows: Stored, found: list[Finding], gate: Gate) -> tuple[Stored, list[dict[str, object]]]:
    """Return the rows that have no finding, and the others as rows of quarantine."""
    if not found:
        return rows, []
    wrong = first_of_each(table, found)
    places = np.array(sorted(wrong), dtype=np.int64)
    gone = [
        _quarantined(table, row, wrong[place])
        for place, row in zip(places.tolist(), rows.take(places).to_pylist(), strict=True)
    ]
    return stored(_kept(rows, places), *gate.new(table)), gone


def _kept(rows: Stored, gone: Numbers) -> Iterator[pa.Table]:
    """Yield the rows but those at some places."""
    for start, batch in _numbered(rows):
        here = np.ones(len(batch), dtype=bool)
        here[gone[(gone >= start) & (gone < start + len(batch))] - start] = False
        yield batch.filter(pa.array(here))


def _with_right_cells(table: Table, rows: Stored, right: CorrectedCells, gate: Gate) -> Stored:
    """Return the rows with the right cells in place of the wrong ones."""

    def batches() -> Iterator[pa.Table]:
        for start, batch in _numbered(rows):
            first, end = np.searchsorted(right.places, [start, start + len(batch)])
            here = np.zeros(len(batch), dtype=bool)
            here[right.places[first:end] - start] = True
            for name in right.cells.column_names:
                place, cells = batch.column_names.index(name), arrow(batch[name])
                new = arrow(right.cells[name].slice(first, end - first)).cast(cells.type)
                batch = batch.set_column(place, name, pc.replace_with_mask(cells, pa.array(here), new))
            yield batch

    return stored(batches(), *gate.new(table))


def _numbered(rows: Stored) -> Iterator[tuple[int, pa.Table]]:
    """Yield batches, each with the place of its first row."""
    start = 0
    for batch in rows.batches():
        yield start, batch
        start += len(batch)


def _with_rejected(quarantine: Stored, rejected: list[dict[str, object]], gate: Gate) -> Stored:
    """Return quarantine with the rejected rows added, sorted."""
    if not rejected:
        return quarantine
    table = TABLES["quarantine"]
    frame, _ = typed(table, rejected)
    return _in_order(table, stored([*quarantine.batches(), to_arrow(table, frame)], *gate.new(table)), gate)


def _quarantined(table: Table, row: Mapping[Any, object], finding: Finding) -> dict[str, object]:
    """Return a rejected row as a row of `quarantine`."""
    document = row.get("document_id")
    return {
        "table": table.name,
        "document_id": document if _is_id(document) else None,
        "reason": finding.reason,
        "column": finding.column,
        "value": _json(finding.value),
        "quote": _json(row.get("quote")),
        "row": _json({str(name): _plain(value) for name, value in row.items()}),
    }


def _is_id(value: object) -> bool:
    try:
        return all(re.fullmatch(form, as_text(value)) for form in (SAFE, NAME))
    except ValueError:
        return False


def _plain(value: object) -> object:
    """Return a value that JSON can hold: None for an empty cell, text for whatever JSON has no type for."""
    value = plain(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return hex(value)  # Python refuses to write out integers of some thousand digits
    if isinstance(value, str | bool | int | None) or (isinstance(value, float) and abs(value) != float("inf")):
        return value
    return str(value)


def _json(value: object) -> str | None:
    """Return a value as JSON that no spreadsheet takes for a formula: a negative number becomes text."""
    if is_null(value):
        return None
    if isinstance(value, Mapping):
        content: object = value
    else:
        content = _plain(value)
        if isinstance(content, int | float) and content < 0:
            content = str(content)
    try:
        text = json.dumps(content, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(content, ensure_ascii=True)
    return text
