"""Add the facts that people entered: each becomes a claim of the document it quotes, and is treated like any claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.consolidation import steps
from flows.consolidation.corrections import Outcome, Unfit, addable, cells, passage
from flows.consolidation.facts import Row
from flows.consolidation.kinds import KINDS
from flows.consolidation.steps import Database
from flows.extraction.claims import Extraction
from flows.reading.document import Correction, Document
from flows.storing.entries import Extracted, table_of

# The values of columns that a person left out. Columns not listed here are empty, flags are false.
_DEFAULTS = {"qualifier": "exact"}


def by_hand(
    database: Database, corrections: Iterable[Correction], documents: Mapping[str, Document]
) -> dict[str, Unfit]:
    """Create the table `claims_by_hand`: one claim for each correction that adds a fact, with the id of the correction
    as `key`.

    Returns, by id, why no claim can be made of a correction.
    """
    made = {each.correction_id: _extracted(each, documents) for each in corrections if each.action == "add"}
    stated = [(name, item) for name, item in made.items() if isinstance(item, Extracted)]
    if stated:  # else the view is as `prepare` left it: of no claims
        steps.set_claims_view(database, steps.claims_of(database, table_of(stated)))
    database.execute("CREATE TABLE claims_by_hand AS FROM claims")
    return {name: item for name, item in made.items() if isinstance(item, Unfit)}


def add(database: Database, corrections: Iterable[Correction], unfit: Mapping[str, Unfit], outcome: Outcome) -> None:
    """Take the claims that people added, and note each correction in `outcome` as applied or refused.

    `unfit` is the result of `by_hand`. A correction is also refused if the fact exists already.
    """
    found = database.execute(steps.query("added")).fetchall()
    facts = {key: (table, fact) for key, table, fact, _ in found}
    there = {(table, fact) for _, table, fact, is_there in found if is_there}
    taken = []
    for correction in (each for each in corrections if each.action == "add"):
        if why := unfit.get(correction.correction_id):
            outcome.refuse(correction, why)
            continue
        fact = facts[correction.correction_id]
        if fact in there:
            stale = f"{fact[1]} already exists: confirm or amend it"
            outcome.refuse(correction, Unfit("correction-stale", None, stale))
            continue
        there.add(fact)
        taken.append(correction.correction_id)
        outcome.accept(correction, fact[1])
    steps.table(database, "taken_by_hand", ("key",), ([key] for key in taken))
    steps.insert_claims(database, ["(FROM claims_by_hand SEMI JOIN taken_by_hand USING (key))"])


def _extracted(correction: Correction, documents: Mapping[str, Document]) -> Extracted | Unfit:
    """Return the claim of a correction as an extraction with this single claim, or why it cannot be made."""
    table = str(correction.table)
    try:
        row = _whole_row(table, cells(table, correction.row))
        document, place = passage(correction, documents)
        claim = KINDS[table].by_hand(place, row)
    except Unfit as unfit:
        return unfit
    return Extracted(document, Extraction(document.document_id, (claim,), ()))


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
