"""What must hold between tables: references, a passage behind every fact, and counts that are true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from schemas.evidence import GOES_ON, QUOTATION
from schemas.findings import Finding, shown
from schemas.following import derived
from schemas.numbered import Flags, differ, flags, is_among
from schemas.tables import FACTS, TABLES, Table

Tables = Mapping[str, pd.DataFrame]


def of_evidence(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Passages that speak of a row or a document that is not there."""
    evidence = tables["evidence"]
    known = np.zeros(len(evidence), dtype=bool)
    for table in FACTS:
        mine = flags(evidence["table"] == table.name)
        known[mine] = is_among(evidence.loc[mine, "row_id"], tables[table.name][table.key])
    for label in evidence.index[~known]:
        says = "is not a row of the table it names"
        yield "evidence", Finding(int(label), "orphan", "row_id", evidence.at[label, "row_id"], says)
    yield from _references(TABLES["evidence"], tables)


def of_others(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Facts without a passage, and references that lead nowhere."""
    for table in FACTS:
        keys = tables[table.name][table.key]
        for label in keys.index[~_told_of(keys, table, tables["evidence"])]:
            says = "has no passage in evidence that supports it"
            yield table.name, Finding(int(label), "no-evidence", table.key, keys.at[label], says)
    for table in TABLES.values():
        if table.name != "evidence":
            yield from _references(table, tables)


def _told_of(keys: pd.Series, table: Table, evidence: pd.DataFrame) -> Flags:
    """Which facts have a passage; words of somebody who is named nowhere prove nothing about them."""
    words = evidence["rule"].str.endswith((QUOTATION, GOES_ON))
    telling = flags((evidence["table"] == table.name) & evidence["supports"] & ~words)
    return is_among(keys, evidence["row_id"][telling])


def _references(table: Table, tables: Tables) -> Iterator[tuple[str, Finding]]:
    for column, other in table.references.items():
        cells = tables[table.name][column]
        known = flags(cells.isna()) | is_among(cells, tables[other][TABLES[other].key])
        for label in cells.index[~known]:
            says = f"is not a row of {other}"
            yield table.name, Finding(int(label), "missing-reference", column, cells.at[label], says)


def untrue(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Cells that do not follow from the other tables as they should."""
    for name, right in derived(tables).items():
        frame = tables[name]
        for column in frame.columns if right is not frame else ():
            for label in frame.index[differ(frame[column], right[column])]:
                says = f"should be {shown(right.at[label, column])} by the other tables"
                yield name, Finding(int(label), "inconsistent-row", column, frame.at[label, column], says)
