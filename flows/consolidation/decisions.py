"""Apply decisions of people to rows of facts: confirm, amend, reject. The code is the same for all kinds of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flows.consolidation import steps
from flows.consolidation.corrections import Outcome, Unfit, cells, passage
from flows.consolidation.facts import Row, quarantined
from flows.consolidation.kinds import KINDS
from flows.consolidation.steps import Database
from flows.reading.document import Correction, Document
from schemas.evidence import BY_HAND
from schemas.findings import in_model, typed
from schemas.tables import TABLES

# The table and the key of a fact.
Fact = tuple[object, object]
# Length of a date up to the month.
_MONTH = len("2023-03")
_ABOUT = "is what the row is about: reject it and add the right one"


def correct(
    database: Database, corrections: Iterable[Correction], documents: Mapping[str, Document], outcome: Outcome
) -> None:
    """Confirm, amend and reject rows of facts in the tables that `steps.consolidate` made.

    Corrections are applied in the given order, each to the result of those before. Only the rows that they are about
    are read into memory. What was applied or refused is noted in `outcome`.
    """
    decided = [each for each in corrections if each.action in _STEPS]
    if not decided:
        return
    asked = {name: [str(each.row_id) for each in decided if each.table == name] for name in KINDS}
    facts: dict[Fact, Row] = {
        (name, row[_key(name)]): row for name in KINDS for row in steps.rows(database, name, _key(name), asked[name])
    }
    all_ids = [*chain.from_iterable(asked.values())]
    passages: dict[Fact, list[Row]] = defaultdict(list)
    for row in steps.rows(database, "evidence", "row_id", all_ids):
        passages[row["table"], row["row_id"]].append(row)
    claimed = 'SELECT fact, document_id, start, "end", grade FROM ratings_claims WHERE fact IN (SELECT unnest($1))'
    graded = {*database.execute(claimed, [asked["ratings"]]).fetchall()}
    for step in decided:
        try:
            _STEPS[step.action](_Work(facts, passages, step, documents, graded, outcome))
            outcome.accept(step)
        except Unfit as unfit:
            outcome.refuse(step, unfit)
    for name, ids in asked.items():
        left = [row for (table, _), row in facts.items() if table == name]
        steps.replace(database, name, _key(name), ids, left)
    steps.replace(database, "evidence", "row_id", all_ids, [*chain.from_iterable(passages.values())])


def _key(table: str) -> str:
    return str(TABLES[table].key)


@dataclass(frozen=True)
class _Work:
    """One correction, with the rows that it may change.

    - `facts`, `passages`: the facts that are decided about, and their rows of `evidence`; both are changed in place.
    - `documents`: all documents by id.
    - `graded`: the claims about grades as (rating, document, start, end, grade).
    """

    facts: dict[Fact, Row]
    passages: dict[Fact, list[Row]]
    correction: Correction
    documents: Mapping[str, Document]
    graded: set[tuple[object, ...]]
    outcome: Outcome

    @property
    def table(self) -> str:
        return str(self.correction.table)

    @property
    def fact(self) -> Fact:
        return self.table, self.correction.row_id

    def row(self) -> Row:
        """Return the row of the fact.

        Raises `Unfit` if the row is gone or has other values than the correction expects.
        """
        row = self.facts.get(self.fact)
        if row is None:
            raise Unfit("correction-stale", TABLES[self.table].key, "no longer exists")
        for column, expected in cells(self.table, self.correction.expect).items():
            if row[column] != expected:
                raise Unfit("correction-stale", column, row[column])
        return row


def _confirm(work: _Work) -> None:
    row = work.row()
    row["corrected"] = row["corrected"] or "confirmed"


def _reject(work: _Work) -> None:
    gone = [(work.table, work.row()), *(("evidence", each) for each in work.passages[work.fact])]
    work.outcome.quarantine += [
        quarantined(table, "rejected", each, each["document_id"], quote=each["quote"]) for table, each in gone
    ]
    del work.facts[work.fact], work.passages[work.fact]


def _amend(work: _Work) -> None:
    row, kind = work.row(), KINDS[work.table]
    changes = {column: new for column, new in cells(work.table, work.correction.set).items() if new != row[column]}
    amended = kind.completed({**row, **changes, "corrected": "amended"})
    for column in kind.identity:
        if column in changes and not _same_month(column, row[column], changes[column]):
            raise Unfit("bad-correction", column, _ABOUT)
    if (suffix := kind.id_suffix(row)) and suffix != kind.id_suffix(amended):
        # Report the column that changes the identifier: other columns of the figure may be amended.
        set_here = [column for column in changes if column in kind.value]
        alone = (column for column in set_here if kind.id_suffix({**row, column: changes[column]}) != suffix)
        raise Unfit("bad-correction", next(alone, set_here[0]), _ABOUT)
    frame, found = typed(TABLES[work.table], [amended])
    if wrong := [*found, *in_model(TABLES[work.table], frame)]:
        raise Unfit("bad-correction", wrong[0].column, wrong[0].says)
    contested = [column for column in kind.claimed if column in changes and row[column] is not None]
    evidence = work.passages[work.fact]
    if contested:
        evidence = [{**each, "supports": _states_grade(work, each, amended)} for each in evidence]
    if work.correction.quote:
        given = _quoted_passage(work)
        evidence = [each for each in evidence if each["evidence_id"] != given["evidence_id"]] + [given]
    if not any(each["supports"] for each in evidence):
        column = contested[0] if contested else work.correction.set[0][0]
        raise Unfit("bad-correction", column, "no passage says this: give one that does")
    work.passages[work.fact] = evidence
    if "conflicting" in amended:
        opposed = any(not each["supports"] for each in evidence)
        amended["conflicting"] = opposed or (bool(row["conflicting"]) and not contested)
    row.update(_with_best_passage(amended, evidence, work.documents))


def _same_month(column: str, old: object, new: object) -> bool:
    """Whether the new value is a date in the same month as the old one and at least as exact.

    Such a date of a report may be amended, because the identifier of the row has only its month.
    """
    dates = column == "report_published_on" and old is not None and new is not None
    return dates and str(old)[:_MONTH] == str(new)[:_MONTH] and len(str(old)) <= len(str(new))


def _states_grade(work: _Work, evidence: Row, amended: Row) -> bool:
    """Whether a claim with the grade of an amended rating was extracted from a passage; False for other facts."""
    place = (evidence["row_id"], evidence["document_id"], evidence["start"], evidence["end"])
    return work.table == "ratings" and (*place, amended["grade"]) in work.graded


def _quoted_passage(work: _Work) -> Row:
    """Return the passage that a person quoted in a correction, as a row of `evidence`. Raises `Unfit`."""
    document, place = passage(work.correction, work.documents)
    name = f"{work.table}:{work.correction.row_id}@{document.document_id}:{place.start}-{place.end}"
    return {
        "evidence_id": name,
        "table": work.table,
        "row_id": work.correction.row_id,
        "document_id": document.document_id,
        "start": place.start,
        "end": place.end,
        "quote": document.text[place.start : place.end],
        "rule": BY_HAND,
        "confidence": None,
        "supports": True,
    }


def _with_best_passage(row: Row, evidence: Sequence[Row], documents: Mapping[str, Document]) -> Row:
    """Return the row with the document, address and quote of its best passage.

    That is a passage given by a person, else the one that the row has already, else the first. Counts are set later, in
    the gate.
    """
    supporting = [each for each in evidence if each["supports"]]
    held = (each for each in supporting if (each["document_id"], each["quote"]) == (row["document_id"], row["quote"]))
    by_hand = (each for each in supporting if each["rule"] == BY_HAND)
    best = next(by_hand, next(held, supporting[0]))
    address = documents[str(best["document_id"])].source_url
    return {**row, "document_id": best["document_id"], "source_url": address, "quote": best["quote"]}


_STEPS: Mapping[str, Callable[[_Work], None]] = {"confirm": _confirm, "amend": _amend, "reject": _reject}
