"""Add the facts that people entered: each becomes a claim of the document it quotes, and is treated like any claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from flows.consolidation import steps
from flows.consolidation.corrections import Outcome, Unfit, addable, cells, known_body, passage
from flows.consolidation.facts import Row
from flows.consolidation.kinds import KINDS
from flows.consolidation.steps import Database
from flows.reading.document import Correction, Document
from schemas.evidence import BY_HAND
from schemas.tables import TABLES

# The values of columns that a person left out. Columns not listed here are empty, flags are false.
_DEFAULTS = {"qualifier": "exact"}


def by_hand(
    database: Database, corrections: Iterable[Correction], documents: Mapping[str, Document], outcome: Outcome
) -> None:
    """Create the table `claims_by_hand`: one claim for each correction that adds a fact, with the id of the correction
    as `key`. Corrections of which no claim can be made are refused."""
    stated = []
    for each in (each for each in corrections if each.action == "add"):
        try:
            stated.append(_claim(each, documents))
        except Unfit as unfit:
            outcome.refuse(each, unfit)
    form = database.sql("SELECT * EXCLUDE (figure, fact, part) FROM claims_taken LIMIT 0").to_arrow_table().schema
    database.register("stated", pa.Table.from_pylist(stated, form))
    database.execute(f"CREATE TABLE claims_by_hand AS {steps.identified('FROM stated')}")


def add(database: Database, corrections: Iterable[Correction], outcome: Outcome) -> None:
    """Take the claims that people added, except those of facts that exist already, whose corrections are refused."""
    found = {key: cells for key, *cells in database.execute(steps.query("added")).fetchall()}
    taken, there = list[str](), set[tuple[str, str]]()
    for each in (each for each in corrections if each.correction_id in found):
        table, fact, is_there = found[each.correction_id]
        if is_there or (table, fact) in there:
            stale = f"{fact} already exists: confirm or amend it"
            outcome.refuse(each, Unfit("correction-stale", None, stale))
        else:
            taken.append(each.correction_id)
            there.add((table, fact))
            outcome.accept(each, fact)
    steps.table(database, "taken_by_hand", ("key",), ([key] for key in taken))
    steps.insert_claims(database, ["(FROM claims_by_hand SEMI JOIN taken_by_hand USING (key))"])


def _claim(correction: Correction, documents: Mapping[str, Document]) -> Row:
    """Return a correction as a row like those of the step `claimed`. Raises `Unfit`."""
    table = str(correction.table)
    row = _whole_row(table, cells(table, correction.row))
    place = passage(correction, documents)
    if lacking := KINDS[table].lacking(row):
        raise Unfit("bad-correction", *lacking)
    claim = {"key": correction.correction_id, "table": table, "likely": True, "position": 1, "rule": BY_HAND}
    body_id = row.pop(TABLES[table].body)
    return {**claim, **place, **row, **(known_body(body_id) if body_id else {})}


def _whole_row(table: str, given: Row) -> Row:
    """Return all columns that a person may fill in; those that are not given get their default values.

    Raises `Unfit` if a column is missing that must not be empty, or if a column is given that is computed.
    """
    defaults = {each.name: False if each.dtype == "boolean" else _DEFAULTS.get(each.name) for each in addable(table)}
    row = {name: given.get(name, cell) for name, cell in defaults.items()}
    for column in addable(table):
        if row[column.name] is None and not column.nullable:
            raise Unfit("bad-correction", column.name, "is needed")
    for name in given:
        if name not in row:
            raise Unfit("bad-correction", name, "is computed: leave it out")
    return row
