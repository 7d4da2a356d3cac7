"""Apply decisions of people to rows of facts: confirm, amend, reject. The code is the same for all kinds of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from flows.consolidation import steps
from flows.consolidation.corrections import Outcome, Unfit, cells, passage
from flows.consolidation.facts import Row, quarantined
from flows.consolidation.kinds import KINDS, Kind
from flows.consolidation.steps import Database
from flows.reading.document import Correction, Document
from schemas.evidence import BY_HAND
from schemas.findings import in_model, typed
from schemas.tables import TABLES

# Length of a date up to the month.
_MONTH = len("2023-03")
_ABOUT = "is what the row is about: reject it and add the right one"


class _Fact(NamedTuple):
    """A row of a table of facts, with its rows of `evidence`."""

    row: Row
    passages: list[Row]


def correct(
    database: Database, corrections: Iterable[Correction], documents: Mapping[str, Document], outcome: Outcome
) -> None:
    """Confirm, amend and reject rows of facts in the tables that `steps.consolidate` made.

    Corrections are applied in the given order, each to the result of those before. Only the rows that they are about
    are read into memory. What was applied or refused is noted in `outcome`.
    """
    decided = [each for each in corrections if each.action in ("confirm", "amend", "reject")]
    if not decided:
        return
    asked = {name: [str(each.row_id) for each in decided if each.table == name] for name in KINDS}
    all_ids = [*chain.from_iterable(asked.values())]
    passages: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in steps.rows(database, "evidence", "row_id", all_ids):
        passages[row["table"], row["row_id"]].append(row)
    facts = {
        (name, row[_key(name)]): _Fact(row, passages.pop((name, row[_key(name)]), []))
        for name, ids in asked.items()
        for row in steps.rows(database, name, _key(name), ids)
    }
    grades = 'SELECT fact, document_id, start, "end", grade FROM claims_taken'
    graded = {
        *database.execute(f"{grades} WHERE likely AND fact IN (SELECT unnest($1))", [asked["ratings"]]).fetchall()
    }
    for each in decided:
        name = (str(each.table), each.row_id)
        try:
            fact = _standing(facts.get(name), each)
            if each.action == "reject":
                outcome.quarantine += _rejected(str(each.table), facts.pop(name))
            elif each.action == "amend":
                facts[name] = _amended(fact, each, documents, graded)
            else:
                fact.row["corrected"] = fact.row["corrected"] or "confirmed"
            outcome.accept(each)
        except Unfit as unfit:
            outcome.refuse(each, unfit)
    for table, ids in asked.items():
        left = [fact.row for (of, _), fact in facts.items() if of == table]
        steps.replace(database, table, _key(table), ids, left)
    left = [*chain.from_iterable(passages.values()), *chain.from_iterable(fact.passages for fact in facts.values())]
    steps.replace(database, "evidence", "row_id", all_ids, left)


def _key(table: str) -> str:
    return str(TABLES[table].key)


def _standing(fact: _Fact | None, correction: Correction) -> _Fact:
    """Return the fact of a correction. Raises `Unfit` if it is gone or has other values than the correction expects."""
    table = str(correction.table)
    if fact is None:
        raise Unfit("correction-stale", _key(table), "no longer exists")
    for column, expected in cells(table, correction.expect).items():
        if fact.row[column] != expected:
            raise Unfit("correction-stale", column, fact.row[column])
    return fact


def _rejected(table: str, fact: _Fact) -> list[Row]:
    """Return the rows of `quarantine` for a fact that a person rejected."""
    gone = [(table, fact.row), *(("evidence", each) for each in fact.passages)]
    return [quarantined(name, "rejected", each, each["document_id"], quote=each["quote"]) for name, each in gone]


def _amended(
    fact: _Fact, correction: Correction, documents: Mapping[str, Document], graded: set[tuple[object, ...]]
) -> _Fact:
    """Return a fact as a correction amends it. Raises `Unfit`.

    `graded` are the claims about grades as (rating, document, start, end, grade): such a passage supports a new grade.
    All other passages contradict a new value.
    """
    table, row, evidence = str(correction.table), fact.row, fact.passages
    kind = KINDS[table]
    changes = {column: new for column, new in cells(table, correction.set).items() if new != row[column]}
    amended = kind.completed({**row, **changes, "corrected": "amended"})
    if column := _about(kind, row, changes, amended):
        raise Unfit("bad-correction", column, _ABOUT)
    frame, found = typed(TABLES[table], [amended])
    if wrong := [*found, *in_model(TABLES[table], frame)]:
        raise Unfit("bad-correction", wrong[0].column, wrong[0].says)
    contested = [column for column in kind.claimed if column in changes and row[column] is not None]
    if contested:
        place = ("row_id", "document_id", "start", "end")
        states = [(*(each[name] for name in place), amended.get("grade")) in graded for each in evidence]
        evidence = [{**each, "supports": stated} for each, stated in zip(evidence, states, strict=True)]
    if correction.quote:
        given = {"table": table, "row_id": correction.row_id, **passage(correction, documents)}
        name = "{table}:{row_id}@{document_id}:{start}-{end}".format_map(given)
        evidence = [each for each in evidence if each["evidence_id"] != name]
        evidence.append({"evidence_id": name, **given, "rule": BY_HAND, "confidence": None, "supports": True})
    if not any(each["supports"] for each in evidence):
        column = contested[0] if contested else correction.set[0][0]
        raise Unfit("bad-correction", column, "no passage says this: give one that does")
    if "conflicting" in amended:
        opposed = any(not each["supports"] for each in evidence)
        amended["conflicting"] = opposed or (bool(row["conflicting"]) and not contested)
    return _Fact(amended | _best_passage(row, evidence, documents), evidence)


def _about(kind: Kind, row: Row, changes: Row, amended: Row) -> str | None:
    """Return a changed column that says what the row is about, so that the row would need another identifier.

    A date of a report may become more exact, because the identifier of the row has only its month.
    """
    for column in kind.identity:
        if column in changes and not (column == "report_published_on" and _more_exact(row[column], changes[column])):
            return column
    suffix = kind.id_suffix(row)
    if not suffix or suffix == kind.id_suffix(amended):
        return None
    # Find the column that changes the identifier: other columns of the figure may be amended.
    set_here = [column for column in changes if column in kind.value]
    alone = (column for column in set_here if kind.id_suffix({**row, column: changes[column]}) != suffix)
    return next(alone, set_here[0])


def _more_exact(old: object, new: object) -> bool:
    """Whether a new date is in the same month as the old one and at least as exact."""
    dates = old is not None and new is not None
    return dates and str(old)[:_MONTH] == str(new)[:_MONTH] and len(str(old)) <= len(str(new))


def _best_passage(row: Row, evidence: Sequence[Row], documents: Mapping[str, Document]) -> Row:
    """Return the document, address and quote of the best passage of a row.

    That is a passage given by a person, else the one that the row has already, else the first. Counts are set later, in
    the gate.
    """
    supporting = [each for each in evidence if each["supports"]]
    held = (each for each in supporting if (each["document_id"], each["quote"]) == (row["document_id"], row["quote"]))
    by_hand = (each for each in supporting if each["rule"] == BY_HAND)
    best = next(by_hand, next(held, supporting[0]))
    address = documents[str(best["document_id"])].source_url
    return {"document_id": best["document_id"], "source_url": address, "quote": best["quote"]}
