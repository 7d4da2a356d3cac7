"""Why rows changed: found by comparing the documents, passages and corrections of two releases, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from flows.release.changes import Cause, Changes, RowChange, TableChanges
from flows.release.editions import Edition
from flows.release.naming import Row, labels, rows
from schemas.evidence import BY_HAND
from schemas.numbered import Numbers, flagged
from schemas.shared import OF_ALL
from schemas.stored import Stored
from schemas.tables import FACTS, TABLES

Fact = tuple[str, str]
Causes = tuple[Cause, ...]

# Cells of a document that count what was found in it.
_FOUND_IN_IT = frozenset(table.counted_as for table in FACTS)
_COMES_OR_GOES = frozenset({"new-document", "withdrawn-document"})


class Passage(NamedTuple):
    """What the passage of a fact is known by."""

    document_id: str
    start: int
    end: int
    rule: str
    supports: bool
    quote: str


def explained(old: Edition, new: Edition, changes: Changes) -> Changes:
    """The changes with the causes of each row, and with words for it."""
    why = _Why(old, new, changes)
    tables = []
    for table in changes.tables:
        touched = why.rows.get(table.table) or _touched(old, new, table)
        causes = why.of_facts.get(table.table) or why.of_others(table.table, touched)
        words = labels(touched, table.table)
        added, changed, withdrawn = (
            tuple(replace(row, causes=causes[row.key], label=words.get(row.key)) for row in each)
            for each in (table.added, table.changed, table.withdrawn)
        )
        tables.append(replace(table, added=added, changed=changed, withdrawn=withdrawn))
    return replace(changes, tables=tuple(tables))


def _passages(
    edition: Edition, of: Mapping[str, Collection[str]], near: Callable[[Stored], Numbers]
) -> dict[Fact, frozenset[Passage]]:
    """The passages of facts, by table and key, among those at the places of evidence that `near` gives."""
    found: dict[Fact, set[Passage]] = defaultdict(set)
    evidence = edition.tables.get("evidence")
    if evidence is None:
        return {}
    # Half of what there is to read is identifiers.
    for row in evidence.take(near(evidence), ["table", "row_id", *Passage._fields]).to_pylist():
        fact = (row.pop("table"), row.pop("row_id"))
        if fact[1] in of.get(fact[0], ()):
            found[fact].add(Passage(**row))
    return {fact: frozenset(each) for fact, each in found.items()}


def _touched(old: Edition, new: Edition, table: TableChanges) -> dict[str, Row]:
    """The rows that changed, as they are, or else as they were."""
    return {**rows(old, table.table, table.left), **rows(new, table.table, table.touched)}


class _Why:
    """The causes of the rows of facts, those of all others, which follow from them, and what they are found from."""

    def __init__(self, old: Edition, new: Edition, changes: Changes) -> None:
        self.old, self.new = old, new
        self.rows = {table.name: _touched(old, new, changes.of(table.name)) for table in FACTS}
        self.states = dict(self._states(changes.of("documents")))
        self.decisions = self._decisions(changes.of("corrections"))
        # Passages that are the same in both tell of no cause, unless something happened to their documents.
        same = changes.of("evidence").same
        self.before = _passages(old, self.rows, partial(self._different, same))
        self.after = _passages(new, self.rows, partial(self._different, np.flatnonzero(same >= 0)))
        self.of_facts = {name: self._of_table(changes.of(name)) for name in self.rows}
        self.by_body: dict[str, dict[Cause, None]] = defaultdict(dict)
        for table, key, causes in self._each():
            self.by_body[self.rows[table][key].get(TABLES[table].body) or ""] |= dict.fromkeys(causes)

    def _different(self, same: Numbers, evidence: Stored) -> Numbers:
        """The places of all evidence but the same, and of that from documents to which something happened."""
        different = np.flatnonzero(~flagged(same, len(evidence)))
        return np.union1d(different, evidence.among("document_id", self.states))

    def of_others(self, table: str, touched: Mapping[str, Row]) -> dict[str, Causes]:
        """The causes of each row of another table: those of the documents and facts that it follows from."""
        return {name: self._other(table, name, row) or (Cause("reference-data"),) for name, row in touched.items()}

    def _other(self, table: str, name: str, row: Row) -> Causes:
        document = name if table == "documents" else row.get("document_id")
        state = self.states.get(document or "")
        match table:
            case "corrections":
                return self._correction(name, row)
            case "bodies" | "coverage":
                return self._by_organisation.get(row["body_id"]) or tuple(self.states.values())
            case "quarantine" if row.get("table") == "corrections" or row.get("reason") == "rejected":
                return (Cause("correction"),)
            case "documents" | "evidence" | "quarantine" if state:
                return (state,)
            case "documents":
                return tuple(self._by_document[name])
            case "evidence":
                decided = self.decisions.get((row["table"], row["row_id"]))
                return decided or (Cause("changed-extraction", (row["rule"],)),)
            case "quarantine" if row.get("table") == "documents":
                return (Cause("rejected-file", (document,) if document else ()),)
            case "quarantine":
                return (Cause("changed-extraction"),)
        return ()

    def _each(self) -> Iterator[tuple[str, str, Causes]]:
        """The causes of each fact, by table and key."""
        for table, found in self.of_facts.items():
            yield from ((table, key, causes) for key, causes in found.items())

    @cached_property
    def _all(self) -> tuple[dict[Fact, frozenset[Passage]], ...]:
        """All passages of the facts in both releases, which few causes need."""
        keys = {key for rows in self.rows.values() for key in rows}
        editions = (self.old, self.new)
        return tuple(_passages(each, self.rows, lambda evidence: evidence.among("row_id", keys)) for each in editions)

    def _around(self, fact: Fact) -> frozenset[Passage]:
        """The passages a fact had and has."""
        return frozenset().union(*(each.get(fact, frozenset()) for each in self._all))

    def _states(self, table: TableChanges) -> Iterator[tuple[str, Cause]]:
        """Of each document that is not what it was: how so."""
        documents = _touched(self.old, self.new, table)
        kinds = {row.key: "new-document" for row in table.added}
        kinds |= {row.key: "withdrawn-document" for row in table.withdrawn}
        for row in table.changed:
            columns = {cell.column for cell in row.cells}
            if columns - _FOUND_IN_IT:
                kinds[row.key] = "edited-document" if "raw_sha256" in columns else "redescribed-document"
        for name, kind in sorted(kinds.items()):
            yield name, Cause(kind, (name,), title=documents[name].get("title"))

    def _decisions(self, table: TableChanges) -> dict[Fact, Causes]:
        """The decisions that are new, different, or no longer in force, by the row they are about."""
        found: dict[Fact, Causes] = {}
        for name, row in sorted(_touched(self.old, self.new, table).items()):
            if row.get("row_id"):
                fact = (row["table"], row["row_id"])
                found[fact] = (*found.get(fact, ()), *self._correction(name, row))
        return found

    def _of_table(self, table: TableChanges) -> dict[str, Causes]:
        name = table.table
        if name in self.old.tables and name in self.new.tables and self.old.key(name) != self.new.key(name):
            return {row.key: (Cause("changed-schema"),) for row in table.rows}
        found = {row.key: self._direct((name, row.key), _columns(row)) for row in table.rows}
        near: dict[object, dict[Cause, None]] = defaultdict(dict)
        for key, causes in found.items():
            near[self._place(name, key)] |= dict.fromkeys(map(_elsewhere, causes))
        return {
            row.key: found[row.key]
            or tuple(near[self._place(name, row.key)])
            or self._unseen((name, row.key), _columns(row))
            for row in table.rows
        }

    def _direct(self, fact: Fact, columns: frozenset[str]) -> Causes:
        """Causes in what people decided about the row, in its documents, and in how its passages were found."""
        before, after = self.before.get(fact, frozenset()), self.after.get(fact, frozenset())
        causes = list(self.decisions.get(fact, ()))
        only_shared = bool(columns) and columns <= OF_ALL
        for name in sorted({passage.document_id for passage in before ^ after}):
            if state := self.states.get(name):
                causes.append(_elsewhere(state) if only_shared and state.kind in _COMES_OR_GOES else state)
        for name in sorted({passage.document_id for passage in before | after}):
            state = self.states.get(name)
            # The words of a fact can be the same and those around it, which it was understood from, different.
            if state and state not in causes and (state.kind == "redescribed-document" or not causes):
                causes.append(state)
        rules = {each.rule for each in before ^ after if each.document_id not in self.states} - {BY_HAND}
        if rules and fact not in self.decisions:
            causes.append(Cause("changed-extraction", tuple(sorted(rules))))
        return tuple(causes)

    def _place(self, table: str, key: str) -> tuple[object, object]:
        """Body and area: what happens to one row there decides which is current and which conflict."""
        row = self.rows[table][key]
        return row.get(TABLES[table].body) or key, row.get("area")

    def _unseen(self, fact: Fact, columns: frozenset[str]) -> Causes:
        """Nothing it rests on changed: the measurement did, or how the same passages are read."""
        if columns == {"confidence"}:
            return (Cause("measurement"),)
        return (Cause("changed-extraction", tuple(sorted({each.rule for each in self._around(fact)} - {BY_HAND}))),)

    @cached_property
    def _by_document(self) -> dict[str, dict[Cause, None]]:
        """Of each document the causes of the facts that have a passage in it."""
        by_document: dict[str, dict[Cause, None]] = defaultdict(dict)
        for table, key, causes in self._each():
            for name in {passage.document_id for passage in self._around((table, key))}:
                by_document[name] |= dict.fromkeys(causes)
        return by_document

    @cached_property
    def _by_organisation(self) -> dict[str, Causes]:
        """Of each body the causes of its facts, and of those of the bodies that are part of it by either edition."""
        found = {body: dict(causes) for body, causes in self.by_body.items()}
        for edition in (self.new, self.old):
            bodies = edition.tables.get("bodies")
            for row in bodies.rows() if bodies else ():
                if row["parent_id"] and row["body_id"] in self.by_body:
                    whole = found.setdefault(row["parent_id"], {})
                    whole |= self.by_body[row["body_id"]]
        return {body: tuple(causes) for body, causes in found.items()}

    def _correction(self, name: str, row: Row) -> Causes:
        if not row.get("row_id"):
            return (Cause("removal", (name,)),)
        return (Cause("correction", (name,), who=row.get("who"), when=row.get("when"), why=row.get("why")),)


def _columns(row: RowChange) -> frozenset[str]:
    return frozenset(cell.column for cell in row.cells)


def _elsewhere(cause: Cause) -> Cause:
    """The same as the cause of what is only seen from another row."""
    return replace(cause, kind="other-document") if cause.kind.endswith("-document") else cause
