"""What of a release a person should look at, the most consequential first: `review(folder)`.

A row that a person has confirmed, amended or added is settled, and not listed again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb

from flows.consolidation.facts import INFERRED, Row
from flows.consolidation.steps import misfits, query
from flows.storing.engine import engine
from schemas.files import readable
from schemas.numbered import Numbers
from schemas.reasons import BELOW_THRESHOLD, NOT_IN_FORCE, SETTLED
from schemas.stored import Stored
from schemas.tables import FACTS, TABLES

# What is right with less confidence than this is worth a second look.
SURE = 0.9
# The kinds of trouble, the most consequential first: what readers of the tables are misled by before what they lack.
KINDS: Mapping[str, str] = {
    "below-threshold": "facts that are likelier right than not, for a person to confirm",
    "not-in-force": "decisions of people that have no effect",
    "conflict": "published rows that another document or row contradicts",
    "quarantine": "files and rows that were not published",
    "sum": "figures that are more than their total allows",
    "low-confidence": f"rows that are right with a confidence of less than {SURE:.0%}",
    "one-inferred-passage": "rows that rest on one passage whose meaning is inferred",
}
# What is told of a fact that is not published, in this order.
_SAID = (
    *("name", "kind", "role", "body", "area", "grade", "count", "share_percent", "rate", "rate_unit", "measure"),
    *("threats", "period_end"),
)
_READ = ("quarantine", "evidence", "bodies", *(table.name for table in FACTS))


_ALONE = f"""
-- One row for each fact that rests on one passage whose meaning is inferred.
SELECT row_id FROM {{evidence}} WHERE supports GROUP BY "table", row_id
HAVING count(*) = 1 AND ends_with(min(rule), '{INFERRED}')
"""
# Of which rows it may be that they are to be looked at, by the columns that tell.
_DOUBTFUL = {"confidence": f"confidence < {SURE}", "conflicting": "conflicting"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `why` is the reason for a row of quarantine, else the kind of trouble; `says` tells of it,
    and `passage` are the words to read."""

    kind: str
    why: str
    table: str
    row_id: str | None
    body_id: str | None
    says: str
    document_id: str | None
    passage: str | None

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What is the same for the same trouble in two releases: however likely it is by now."""
        says = self.says.rpartition(": ")[0] if self.why == BELOW_THRESHOLD else self.says
        place = (self.row_id,) if self.row_id else (says, self.document_id)
        return (self.why, self.table, *place)


def review(folder: Path, kinds: Collection[str] = (), bodies: Collection[str] = ()) -> list[Item]:
    """What to look at in a release folder, of some kinds and bodies or of all.

    Raises ValueError with one line where the folder cannot be read as a release, or a body is not in it.
    """
    tables = _read(folder)
    known = {row["body_id"] for row in tables["bodies"].rows()}
    for body in bodies:
        if body not in known:
            near = get_close_matches(body, sorted(known), 3)
            hint = f"; there are {', '.join(near)}" if near else ", whose bodies.csv has all"
            raise ValueError(f"{body!r} is no body_id of {folder}{hint}")
    found = of_tables(candidates(tables))
    return [item for item in found if item.kind in (kinds or KINDS) and (not bodies or item.body_id in bodies)]


def _read(folder: Path) -> dict[str, Stored]:
    """The tables that are looked at. Raises ValueError with one line."""
    return {name: readable(folder / f"{name}.parquet", TABLES[name]) for name in _READ}


def counts(items: Iterable[Item]) -> dict[str, int]:
    """How many things there are of each kind that occurs, the most consequential first."""
    found = Counter(item.kind for item in items)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def counted(folder: Path, before: Path | None) -> dict[str, tuple[int, int]]:
    """How many things there are of each kind in a release folder, as `counts` of `review` has it, and how many were not
    there to be looked at in the release before, if there was one. No row of either comes into memory.

    Raises ValueError with one line where the folder cannot be read as a release.
    """
    with engine() as database:
        database.execute("CREATE TABLE known (kind VARCHAR, identity VARCHAR)")
        if before:
            with suppress(ValueError):  # of another form than is known here
                database.execute(f"INSERT INTO known {_to_review(database, before)}")
        found = database.execute(
            f"""
            SELECT kind, count(*), count(*) FILTER (known.identity IS NULL)
            FROM ({_to_review(database, folder)}) AS now
            LEFT JOIN (SELECT DISTINCT * FROM known) AS known USING (kind, identity)
            GROUP BY kind
            """
        ).fetchall()
    each = {kind: (every, new) for kind, every, new in found}
    return {kind: each[kind] for kind in KINDS if kind in each}


def _to_review(database: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """The query of what there is to look at in a release folder, whose tables the database is given."""
    for name, table in _read(folder).items():
        database.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {table.query}")
    database.execute(f"CREATE OR REPLACE VIEW misfits AS {query('misfits')}")
    facts = (
        f"""SELECT '{table.name}' AS "table", {table.key} AS row_id, confidence, """
        f"{'conflicting' if 'conflicting' in table.names else 'false'} AS conflicting "
        f"FROM {table.name} WHERE corrected IS NULL"
        for table in FACTS
    )
    keys = " ".join(f"WHEN '{table.name}' THEN '{table.key}'" for table in TABLES.values() if table.key)
    own = f"""'$.' || CASE "table" {keys} END"""
    named = (f"nullif(json_extract_string(row, {path}), '')" for path in ("'$.row_id'", own, "'$.raw_path'"))
    parts = (f"FROM ({query(f'{name}_to_review')})" for name in ("facts", "quarantine"))
    return " UNION ALL ".join(parts).format(
        facts=" UNION ALL ".join(facts),
        inferred=INFERRED,
        named=", ".join(named),
        below_threshold=BELOW_THRESHOLD,
        said=[f"$.{name}" for name in _SAID],
        settled=tuple(sorted(SETTLED)),
        not_in_force=tuple(sorted(NOT_IN_FORCE)),
        sure=SURE,
    )


def candidates(tables: Mapping[str, Stored]) -> dict[str, list[Row]]:
    """The rows among which all that is to be looked at are: of most releases these are few.

    What an older release has no table for has no rows, and what it has no column for is empty.
    """
    found: dict[str, list[Row]] = {"quarantine": _whole("quarantine", tables, None), "evidence": []}
    with engine() as database:
        if "evidence" in tables:
            database.execute(f"CREATE TABLE alone AS {_ALONE.format(evidence=tables['evidence'].query)}")
        for table in FACTS:
            there = tables[table.name].columns if table.name in tables else []
            wanted = [text for column, text in _DOUBTFUL.items() if column in there]
            wanted += [f"{table.key} IN (FROM alone)"] if "evidence" in tables else []
            places = None
            if there and wanted:
                chosen = f"SELECT place FROM {tables[table.name].query} WHERE {' OR '.join(wanted)} ORDER BY place"
                places = database.sql(chosen).fetchnumpy()["place"]
            found[table.name] = _whole(table.name, tables, places)
    if "evidence" in tables:
        keys = {str(row[str(table.key)]) for table in FACTS for row in found[table.name]}
        found["evidence"] = _whole("evidence", tables, tables["evidence"].among("row_id", keys))
    return found


def _whole(name: str, tables: Mapping[str, Stored], places: Numbers | None) -> list[Row]:
    """Some rows of a table, or all, with every column that it has now."""
    if name not in tables:
        return []
    rows = tables[name].rows() if places is None else tables[name].take(places).to_pylist()
    return [{column: row.get(column) for column in TABLES[name].names} for row in rows]


def of_tables(tables: Mapping[str, Sequence[Row]]) -> Iterator[Item]:
    """What to look at among the rows of all tables."""
    rows = [(table.name, str(table.key), row) for table in FACTS for row in tables[table.name] if not row["corrected"]]
    misfitting = {str(row["disruption_id"]) for pair in misfits(tables["disruptions"]) for row in pair}
    found = (
        *_quarantined(tables["quarantine"]),
        *_conflicts(rows, tables["evidence"], misfitting),
        *_sums(tables["disruptions"]),
        *_uncertain(rows),
        *_inferred(rows, tables["evidence"]),
    )
    order = [*KINDS]
    yield from sorted(found, key=lambda item: order.index(item.kind))


def _conflicts(
    rows: Sequence[tuple[str, str, Row]], evidence: Sequence[Row], misfitting: Collection[str]
) -> Iterator[Item]:
    """Rows that are contradicted; not parts and totals that only do not add up, which are told of as such."""
    against: dict[tuple[object, object], set[str]] = {}
    for each in evidence:
        if not each["supports"]:
            against.setdefault((each["table"], each["row_id"]), set()).add(str(each["document_id"]))
    for table, key, row in rows:
        if row.get("conflicting"):
            documents = ", ".join(sorted(against.get((table, row[key]), ())))
            if documents or table != "disruptions" or row[key] not in misfitting:
                yield _item("conflict", table, key, row, f"contradicted by {documents or 'other rows'}")


def _sums(disruptions: Sequence[Row]) -> Iterator[Item]:
    for part, total in misfits(disruptions):
        if not (part["corrected"] and total["corrected"]):
            says = f"does not fit the total of {total['count']}, {total['disruption_id']}"
            yield _item("sum", "disruptions", "disruption_id", part, says)


def _quarantined(rows: Sequence[Row]) -> Iterator[Item]:
    for row in sorted(rows, key=lambda row: (str(row["reason"]), -_probability(row))):
        if row["reason"] not in SETTLED:
            yield item_of(row)


def item_of(row: Mapping[str, object]) -> Item:
    """What is to be looked at about a row of quarantine."""
    reason = str(row["reason"])
    content = json.loads(str(row["row"])) if row["row"] else {}
    key = TABLES[str(row["table"])].key
    named = content.get("row_id") or content.get(key) or content.get("raw_path")
    joint = " is now " if reason == "correction-stale" else " "
    says = joint.join(str(cell) for cell in (row["column"], row["value"]) if cell is not None)
    quote = json.loads(str(row["quote"])) if row["quote"] else None
    kind = "not-in-force" if reason in NOT_IN_FORCE else reason if reason == BELOW_THRESHOLD else "quarantine"
    if kind == BELOW_THRESHOLD:
        said = ", ".join(str(content[name]) for name in _SAID if content.get(name) is not None)
        says = f"{said}: {_probability(row):.0%} likely"
    return Item(kind, reason, str(row["table"]), named, _body(content), says, _text(row["document_id"]), _text(quote))


def _probability(row: Mapping[str, object]) -> float:
    """How likely what was not published is right; 0 where it was not published for another reason."""
    return float(str(row["value"])) if row["reason"] == BELOW_THRESHOLD else 0.0


def _uncertain(rows: Sequence[tuple[str, str, Row]]) -> Iterator[Item]:
    measured = [(sure, *each) for each in rows if isinstance(sure := each[2]["confidence"], float) and sure < SURE]
    for sure, table, key, row in sorted(measured, key=lambda each: (each[0], each[1], str(each[3][each[2]]))):
        yield _item("low-confidence", table, key, row, f"right with a confidence of {sure:.0%}")


def _inferred(rows: Sequence[tuple[str, str, Row]], evidence: Sequence[Row]) -> Iterator[Item]:
    rules: dict[tuple[object, object], list[str]] = {}
    for each in evidence:
        if each["supports"]:
            rules.setdefault((each["table"], each["row_id"]), []).append(str(each["rule"]))
    for table, key, row in rows:
        behind = rules.get((table, row[key]), [])
        if len(behind) == 1 and behind[0].endswith(INFERRED):
            yield _item("one-inferred-passage", table, key, row, f"rests on {behind[0]} alone")


def _item(kind: str, table: str, key: str, row: Row, says: str) -> Item:
    where = _text(row["document_id"])
    return Item(kind, kind, table, str(row[key]), _body(row), says, where, _text(row["quote"]))


def _body(row: Mapping[str, object]) -> str | None:
    """The body that a row is about: of a person, the organisation."""
    return _text(row.get("body_id") or row.get("organisation_id"))


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
