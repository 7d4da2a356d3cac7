"""What of a release deserves the look of a person, the most urgent first: `review(folder)`.

A row that a person has confirmed, amended or added is settled, and not listed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.consolidation.disruptions import misfits
from flows.consolidation.facts import INFERRED, Row
from schemas.files import read_rows
from schemas.reasons import NOT_IN_FORCE, SETTLED
from schemas.tables import FACTS, TABLES

# A rule that was right less often than this is worth a second look.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `why` is the kind of trouble, `says` the trouble; `passage` are the words to read."""

    why: str
    table: str
    row_id: str | None
    says: str
    document_id: str | None
    passage: str | None


def review(folder: Path) -> list[Item]:
    """What to look at in a release folder. Raises ValueError with one line where it cannot be read as one."""
    tables = {name: read_rows(folder / f"{name}.parquet", table) for name, table in TABLES.items()}
    return list(of_tables(tables))


def of_tables(tables: Mapping[str, Sequence[Row]]) -> Iterator[Item]:
    """The same for the rows of all tables."""
    rows = [(table.name, str(table.key), row) for table in FACTS for row in tables[table.name] if not row["corrected"]]
    yield from _quarantined(tables["quarantine"], in_force=False)
    yield from _conflicts(rows, tables["evidence"])
    yield from _sums(tables["disruptions"])
    yield from _quarantined(tables["quarantine"], in_force=True)
    yield from _uncertain(rows)
    yield from _inferred(rows, tables["evidence"])


def _conflicts(rows: Sequence[tuple[str, str, Row]], evidence: Sequence[Row]) -> Iterator[Item]:
    against: dict[tuple[object, object], set[str]] = {}
    for each in evidence:
        if not each["supports"]:
            against.setdefault((each["table"], each["row_id"]), set()).add(str(each["document_id"]))
    for table, key, row in rows:
        if row.get("conflicting"):
            documents = ", ".join(sorted(against.get((table, row[key]), ()))) or "other rows"
            yield _item("conflict", table, key, row, f"contradicted by {documents}")


def _sums(disruptions: Sequence[Row]) -> Iterator[Item]:
    for part, total in misfits(disruptions):
        if not (part["corrected"] and total["corrected"]):
            says = f"does not fit the total of {total['count']}, {total['disruption_id']}"
            yield _item("sum", "disruptions", "disruption_id", part, says)


def _quarantined(rows: Sequence[Row], *, in_force: bool) -> Iterator[Item]:
    for row in sorted(rows, key=lambda row: str(row["reason"])):
        reason = str(row["reason"])
        if reason in SETTLED or (reason not in NOT_IN_FORCE) != in_force:
            continue
        content = json.loads(str(row["row"])) if row["row"] else {}
        key = TABLES[str(row["table"])].key
        named = content.get("row_id") or content.get(key) or content.get("raw_path")
        joint = " is now " if reason == "correction-stale" else " "
        says = joint.join(str(cell) for cell in (row["column"], row["value"]) if cell is not None)
        quote = json.loads(str(row["quote"])) if row["quote"] else None
        yield Item(reason, str(row["table"]), named, says, _text(row["document_id"]), quote)


def _uncertain(rows: Sequence[tuple[str, str, Row]]) -> Iterator[Item]:
    measured = [(sure, *each) for each in rows if isinstance(sure := each[2]["confidence"], float) and sure < SURE]
    for sure, table, key, row in sorted(measured, key=lambda each: (each[0], each[1], str(each[3][each[2]]))):
        yield _item("low-confidence", table, key, row, f"the rule behind it was right in {sure:.0%} of measured cases")


def _inferred(rows: Sequence[tuple[str, str, Row]], evidence: Sequence[Row]) -> Iterator[Item]:
    rules: dict[tuple[object, object], list[str]] = {}
    for each in evidence:
        if each["supports"]:
            rules.setdefault((each["table"], each["row_id"]), []).append(str(each["rule"]))
    for table, key, row in rows:
        behind = rules.get((table, row[key]), [])
        if len(behind) == 1 and behind[0].endswith(INFERRED):
            yield _item("one-inferred-passage", table, key, row, f"rests on {behind[0]} alone")


def _item(why: str, table: str, key: str, row: Row, says: str) -> Item:
    return Item(why, table, str(row[key]), says, _text(row["document_id"]), _text(row["quote"]))


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
