"""Why rows changed: found by comparing the documents, passages and corrections of two releases, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from flows.release.changes import Cause, Changes, TableChanges
from flows.release.editions import Edition
from flows.release.naming import Row, labels, names_in, rows
from schemas.evidence import BY_HAND
from schemas.numbered import Flags, flagged
from schemas.shared import OF_ALL
from schemas.tables import FACTS, TABLES

Fact = tuple[str, str]
Causes = tuple[Cause, ...]

# Cells of a document that count what was found in it.
_FOUND_IN_IT = frozenset(table.counted_as for table in FACTS)
_COMES_OR_GOES = frozenset({"new-document", "withdrawn-document"})


@dataclass(frozen=True, slots=True)
class Passage:
    """What the passage of a fact is known by."""

    document_id: str
    start: int
    end: int
    rule: str
    supports: bool
    quote: str


def explained(old: Edition, new: Edition, changes: Changes) -> Changes:
    """The changes with the causes of each row, and with words for it."""
    facts = _Facts(old, new, changes)
    others = _Others(facts)
    tables = []
    for table in changes.tables:
        is_fact = table.table in facts.causes
        touched = facts.rows[table.table] if is_fact else _touched(old, new, table)
        causes = facts.causes[table.table] if is_fact else others.of_table(table.table, touched)
        tables.append(replace(table, causes=causes, labels=labels(touched, table.table)))
    return replace(changes, tables=tuple(tables))


def passages(
    edition: Edition,
    of: Mapping[str, Collection[str]],
    only: Flags | None = None,
    of_documents: Collection[str] = (),
) -> dict[Fact, frozenset[Passage]]:
    """The passages of facts, by table and key; `only` some rows of evidence, and those of some documents."""
    found: dict[Fact, set[Passage]] = defaultdict(set)
    evidence = edition.tables.get("evidence")
    if evidence is None:
        return {}
    if only is None:
        near = evidence.among("row_id", {key for keys in of.values() for key in keys})
    else:
        near = np.union1d(np.flatnonzero(only), evidence.among("document_id", of_documents))
    known_by = [each.name for each in fields(Passage)]  # half of what there is to read is identifiers
    for row in evidence.take(near, ["table", "row_id", *known_by]).to_pylist():
        fact = (row["table"], row["row_id"])
        if fact[1] in of.get(fact[0], ()):
            found[fact].add(Passage(*(row[name] for name in known_by)))
    return {fact: frozenset(each) for fact, each in found.items()}


def _touched(old: Edition, new: Edition, table: TableChanges) -> dict[str, Row]:
    """The rows that changed, as they are, or else as they were."""
    key = new.key(table.table)
    if key and table.at is not None and table.touched is not None:
        were, are = old.tables[table.table], new.tables[table.table]
        each = ((were, ~flagged(table.at, len(were))), (are, table.touched))
        found = (rows.take(np.flatnonzero(which)).to_pylist() for rows, which in each)
        return {row[key]: row for row in chain.from_iterable(found)}
    names = set(names_in(table))
    return {**rows(old, table.table, names), **rows(new, table.table, names)}


class _Facts:
    """Causes of the rows of facts, and what they are found from."""

    def __init__(self, old: Edition, new: Edition, changes: Changes) -> None:
        self.old, self.new, self.changes = old, new, changes
        self.rows = {table.name: _touched(old, new, changes.of(table.name)) for table in FACTS}
        self.states = dict(self._states(changes.of("documents")))
        # Passages that are the same in both tell of no cause, unless something happened to their documents.
        evidence = changes.of("evidence")
        different: tuple[Flags | None, ...] = (None, None)  # rows cannot be told apart
        if evidence.same is not None:
            different = ~flagged(evidence.same, len(old.tables["evidence"])), evidence.touched
        self.before, self.after = (
            passages(edition, self.rows, which, self.states)
            for edition, which in zip((old, new), different, strict=True)
        )
        self.corrections = self._corrections(changes.of("corrections"))
        self.causes = {name: self._of_table(changes.of(name)) for name in self.rows}

    @cached_property
    def _all(self) -> tuple[dict[Fact, frozenset[Passage]], ...]:
        """All passages of the facts in both releases, which few causes need."""
        return tuple(passages(edition, self.rows) for edition in (self.old, self.new))

    def around(self, fact: Fact) -> frozenset[Passage]:
        """The passages a fact had and has."""
        return frozenset().union(*(each.get(fact, frozenset()) for each in self._all))

    def _states(self, table: TableChanges) -> Iterator[tuple[str, Cause]]:
        """Of each document that is not what it was: how so."""
        documents = _touched(self.old, self.new, table)
        kinds = {**dict.fromkeys(table.added, "new-document"), **dict.fromkeys(table.withdrawn, "withdrawn-document")}
        for row in table.changed:
            columns = {cell.column for cell in row.cells}
            if columns - _FOUND_IN_IT:
                kinds[row.key] = "edited-document" if "raw_sha256" in columns else "redescribed-document"
        for name, kind in sorted(kinds.items()):
            yield name, Cause(kind, (name,), title=documents[name].get("title"))

    def _corrections(self, table: TableChanges) -> dict[Fact, Causes]:
        """The decisions that are new, different, or no longer in force, by the row they are about."""
        found: dict[Fact, Causes] = {}
        for name, row in sorted(_touched(self.old, self.new, table).items()):
            if row.get("row_id"):
                fact = (row["table"], row["row_id"])
                found[fact] = (*found.get(fact, ()), _decision(name, row))
        return found

    def _of_table(self, table: TableChanges) -> dict[str, Causes]:
        name = table.table
        if name in self.old.tables and name in self.new.tables and self.old.key(name) != self.new.key(name):
            return dict.fromkeys(names_in(table), (Cause("changed-schema"),))
        cells = {row.key: frozenset(cell.column for cell in row.cells) for row in table.changed}
        found = {key: self._direct((name, key), cells.get(key, frozenset())) for key in names_in(table)}
        near: dict[object, dict[Cause, None]] = defaultdict(dict)
        for key, causes in found.items():
            for cause in causes:
                near[self._place(name, key)][_elsewhere(cause)] = None
        return {
            key: causes or tuple(near[self._place(name, key)]) or self._unseen((name, key), cells.get(key, frozenset()))
            for key, causes in found.items()
        }

    def _direct(self, fact: Fact, columns: frozenset[str]) -> Causes:
        """Causes in what people decided about the row, in its documents, and in how its passages were found."""
        before, after = self.before.get(fact, frozenset()), self.after.get(fact, frozenset())
        causes = list(self.corrections.get(fact, ()))
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
        if rules and fact not in self.corrections:
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
        return (Cause("changed-extraction", tuple(sorted({each.rule for each in self.around(fact)} - {BY_HAND}))),)


class _Others:
    """Causes of the rows of other tables: those of the documents and facts that they follow from."""

    def __init__(self, facts: _Facts) -> None:
        self.facts = facts
        self.by_body: dict[str, dict[Cause, None]] = defaultdict(dict)
        self.told: dict[str, Causes] = {}
        for table, found in facts.causes.items():
            for key, causes in found.items():
                self.by_body[facts.rows[table][key].get(TABLES[table].body) or ""] |= dict.fromkeys(causes)
        self.find = {
            "documents": self._document,
            "evidence": self._passage,
            "bodies": self._body,
            "coverage": self._body,
            "corrections": self._correction,
            "quarantine": self._rejected,
        }

    @cached_property
    def by_document(self) -> dict[str, dict[Cause, None]]:
        """Of each document the causes of the facts that have a passage in it."""
        told: dict[str, dict[Cause, None]] = defaultdict(dict)
        for table, found in self.facts.causes.items():
            for key, causes in found.items():
                for name in {passage.document_id for passage in self.facts.around((table, key))}:
                    told[name] |= dict.fromkeys(causes)
        return told

    def of_table(self, table: str, touched: Mapping[str, Row]) -> dict[str, Causes]:
        """The causes of each row."""
        find = self.find.get(table)
        return {name: (find and find(name, row)) or (Cause("reference-data"),) for name, row in touched.items()}

    def _document(self, name: str, row: Row) -> Causes:
        state = self.facts.states.get(name)
        return (state,) if state else tuple(self.by_document[name])

    def _passage(self, name: str, row: Row) -> Causes:
        if state := self.facts.states.get(row["document_id"]):
            return (state,)
        decided = self.facts.corrections.get((row["table"], row["row_id"]))
        return decided or (Cause("changed-extraction", (row["rule"],)),)

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The bodies that are part of each, by either edition."""
        found: dict[str, list[str]] = defaultdict(list)
        for edition in (self.facts.new, self.facts.old):
            bodies = edition.tables.get("bodies")
            for row in bodies.rows() if bodies else ():
                if row["parent_id"]:
                    found[row["parent_id"]].append(row["body_id"])
        return found

    def _body(self, name: str, row: Row) -> Causes:
        body = row["body_id"]
        if body not in self.told:
            causes = dict(self.by_body[body])
            for part in self.parts[body]:
                causes |= self.by_body[part]
            self.told[body] = tuple(causes) or tuple(self.facts.states.values())
        return self.told[body]

    def _correction(self, name: str, row: Row) -> Causes:
        return (_decision(name, row) if row.get("row_id") else Cause("removal", (name,)),)

    def _rejected(self, name: str, row: Row) -> Causes:
        document = row.get("document_id")
        if row.get("table") == "corrections" or row.get("reason") == "rejected":
            return (Cause("correction"),)
        if state := self.facts.states.get(document or ""):
            return (state,)
        if row.get("table") == "documents":
            return (Cause("rejected-file", (document,) if document else ()),)
        return (Cause("changed-extraction"),)


def _decision(name: str, row: Mapping[str, Any]) -> Cause:
    return Cause("correction", (name,), who=row.get("who"), when=row.get("when"), why=row.get("why"))


def _elsewhere(cause: Cause) -> Cause:
    """The same as the cause of what is only seen from another row."""
    return replace(cause, kind="other-document") if cause.kind.endswith("-document") else cause
