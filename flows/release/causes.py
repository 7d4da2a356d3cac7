"""Find out why rows changed between two releases, by comparing their documents, passages and corrections only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from flows.release.changes import Cause, Changes, TableChanges
from flows.release.editions import Edition
from flows.release.naming import Row, labels, rows
from schemas.evidence import BY_HAND
from schemas.numbered import Numbers, flagged
from schemas.shared import OF_ALL
from schemas.stored import Stored
from schemas.tables import FACTS, TABLES

Fact = tuple[str, str]
Causes = tuple[Cause, ...]

# Columns of `documents` that count the facts of a document. A change in these alone is no change of the document.
_COUNTS = frozenset(table.counted_as for table in FACTS)
_COMES_OR_GOES = frozenset({"new-document", "withdrawn-document"})


class Passage(NamedTuple):
    """The cells of a row of `evidence` that tell whether a passage is the same in two releases."""

    document_id: str
    start: int
    end: int
    rule: str
    supports: bool
    quote: str


def explained(old: Edition, new: Edition, changes: Changes) -> Changes:
    """Return the changes, with the causes of each changed row and a short description of the row added."""
    explanation = _Explanation(old, new, changes)
    tables = []
    for table in changes.tables:
        touched = explanation.rows.get(table.table) or _touched(old, new, table)
        causes = explanation.of_rows(table.table, touched)
        words = labels(touched, table.table)
        added, changed, withdrawn = (
            tuple(replace(row, causes=causes[row.key], label=words.get(row.key)) for row in each)
            for each in (table.added, table.changed, table.withdrawn)
        )
        tables.append(replace(table, added=added, changed=changed, withdrawn=withdrawn))
    return replace(changes, tables=tuple(tables))


def _passages(edition: Edition, facts: Collection[Fact], near: Callable[[Stored], Numbers]) -> dict[Fact, set[Passage]]:
    """Return the passages of facts; `near` returns which rows of the table `evidence` to read, by their places."""
    found: dict[Fact, set[Passage]] = defaultdict(set)
    if evidence := edition.tables.get("evidence"):
        # Read only the columns that are needed: the ids of evidence are half of the data.
        for row in evidence.take(near(evidence), ["table", "row_id", *Passage._fields]).to_pylist():
            fact = (row.pop("table"), row.pop("row_id"))
            if fact in facts:
                found[fact].add(Passage(**row))
    return found


def _gathered(pairs: Iterable[tuple[Hashable, Iterable[Cause]]]) -> dict[Any, Causes]:
    """Return all causes that are given for each key, each of them once, in order."""
    found: dict[Hashable, dict[Cause, None]] = defaultdict(dict)
    for key, causes in pairs:
        found[key] |= dict.fromkeys(causes)
    return {key: tuple(causes) for key, causes in found.items()}


def _touched(old: Edition, new: Edition, table: TableChanges) -> dict[str, Row]:
    """Return the rows that changed, by name: as they are in the newer release, or withdrawn rows as they were."""
    return {**rows(old, table.table, table.left), **rows(new, table.table, table.touched)}


class _Explanation:
    """Finds the causes of changed rows: first of facts, then of the rows of other tables, which depend on facts.

    - `rows`: the changed rows of each table of facts, by key.
    - `states`: how a document changed, by its id; unchanged documents are missing.
    - `decisions`: the corrections that were added, changed or dropped, as causes, by the fact that they are about.
    - `before`, `after`: the passages of changed facts in the older and the newer release, as far as they differ between
      the two or belong to documents that changed.
    - `moved`: passages that are in both releases, each with its table, maybe of a row with another name.
    - `of_facts`: the causes of the changed facts.
    """

    def __init__(self, old: Edition, new: Edition, changes: Changes) -> None:
        self.old, self.new = old, new
        self.rows = {table.name: _touched(old, new, changes.of(table.name)) for table in FACTS}
        self.facts = {(table, key) for table, rows in self.rows.items() for key in rows}
        self.states = dict(self._document_changes(changes.of("documents")))
        decided = sorted(_touched(old, new, changes.of("corrections")).items())
        self.decisions = _gathered(
            ((row["table"], row["row_id"]), _correction(name, row)) for name, row in decided if row.get("row_id")
        )
        # A passage that is the same in both releases explains nothing, unless its document changed.
        same = changes.of("evidence").same
        self.before = _passages(old, self.facts, partial(self._to_read, same))
        self.after = _passages(new, self.facts, partial(self._to_read, np.flatnonzero(same >= 0)))
        told = (
            {(table, each) for (table, _), found in some.items() for each in found}
            for some in (self.before, self.after)
        )
        self.moved = set.intersection(*told)
        self.of_facts = {fact: causes for name in self.rows for fact, causes in self._causes_in(changes.of(name))}

    def _to_read(self, same: Numbers, evidence: Stored) -> Numbers:
        """Return the places of the evidence that is not in `same` (places), or whose document changed; ascending."""
        different = np.flatnonzero(~flagged(same, len(evidence)))
        return np.union1d(different, evidence.places_of("document_id", self.states))

    def of_rows(self, table: str, touched: Mapping[str, Row]) -> dict[str, Causes]:
        """Return the causes of the changed rows of a table, by the name of the row.

        Those of rows that are no facts are the causes of the documents and facts on which the row depends, or else
        `reference-data`.
        """
        if table in self.rows:
            return {key: self.of_facts[table, key] for key in touched}
        return {key: self._other_causes(table, key, row) or (Cause("reference-data"),) for key, row in touched.items()}

    def _other_causes(self, table: str, name: str, row: Row) -> Causes:
        document = name if table == "documents" else row.get("document_id")
        state = self.states.get(document or "")
        match table:
            case "corrections":
                return _correction(name, row)
            case "bodies" | "coverage":
                return self._by_organisation.get(row["body_id"]) or tuple(self.states.values())
            case "quarantine" if row.get("table") == "corrections" or row.get("reason") == "rejected":
                return (Cause("correction"),)
            case "documents" | "evidence" | "quarantine" if state:
                return (state,)
            case "documents":
                return self._by_document.get(name, ())
            case "evidence":
                decided = self.decisions.get((row["table"], row["row_id"]))
                return decided or (Cause("changed-extraction", (row["rule"],)),)
            case "quarantine" if row.get("table") == "documents":
                return (Cause("rejected-file", (document,) if document else ()),)
            case "quarantine":
                return (Cause("changed-extraction"),)
        return ()

    @cached_property
    def _all_passages(self) -> dict[Fact, set[Passage]]:
        """All passages that the changed facts have in either release; slow and rarely needed."""
        keys = {key for _, key in self.facts}
        one, other = (
            _passages(each, self.facts, lambda evidence: evidence.places_of("row_id", keys))
            for each in (self.old, self.new)
        )
        return {fact: one[fact] | other[fact] for fact in self.facts}

    def _document_changes(self, table: TableChanges) -> Iterator[tuple[str, Cause]]:
        """Yield the id of each document that changed, with how it changed as a cause; sorted by id."""
        documents = _touched(self.old, self.new, table)
        kinds = {row.key: "new-document" for row in table.added}
        kinds |= {row.key: "withdrawn-document" for row in table.withdrawn}
        for row in table.changed:
            if row.columns - _COUNTS:
                kinds[row.key] = "edited-document" if "raw_sha256" in row.columns else "redescribed-document"
        for name, kind in sorted(kinds.items()):
            yield name, Cause(kind, (name,), title=documents[name].get("title"))

    def _causes_in(self, table: TableChanges) -> Iterator[tuple[Fact, Causes]]:
        """Yield the changed rows of a table of facts, each with its causes.

        A row without a direct cause gets the causes of other changed rows of the same body and area, if there are any:
        a change of one rating there can change `current` and `conflicting` of others.
        """
        name = table.table
        if name in self.old.tables and name in self.new.tables and self.old.key(name) != self.new.key(name):
            yield from (((name, row.key), (Cause("changed-schema"),)) for row in table.rows)
            return
        direct = {row.key: self._direct_causes((name, row.key), row.columns) for row in table.rows}
        about = {key: (row.get(TABLES[name].body) or key, row.get("area")) for key, row in self.rows[name].items()}
        near = _gathered((about[key], map(_as_other_document, causes)) for key, causes in direct.items())
        for row in table.rows:
            fact = (name, row.key)
            yield fact, direct[row.key] or near[about[row.key]] or (self._unexplained(fact, row.columns),)

    def _direct_causes(self, fact: Fact, columns: frozenset[str]) -> Causes:
        """Return the causes that lie in the row itself: corrections of it, changes of its documents, and other rules.

        `columns` are the columns that changed; empty for a row that was added or withdrawn.
        """
        before, after = self.before[fact], self.after[fact]
        causes = list(self.decisions.get(fact, ()))
        only_shared = bool(columns) and columns <= OF_ALL
        differ = {passage.document_id for passage in before ^ after}
        for name in sorted(
            {passage.document_id for passage in before | after}, key=lambda each: (each not in differ, each)
        ):
            state = self.states.get(name)
            # The passage may be unchanged while the text around it, from which the fact was understood, was edited.
            if state and (name in differ or state.kind == "redescribed-document" or not causes):
                other = only_shared and name in differ and state.kind in _COMES_OR_GOES
                causes.append(_as_other_document(state) if other else state)
        read_otherwise = {each for each in before ^ after if (fact[0], each) not in self.moved}
        rules = {each.rule for each in read_otherwise if each.document_id not in self.states} - {BY_HAND}
        if rules and fact not in self.decisions:
            causes.append(Cause("changed-extraction", tuple(sorted(rules))))
        return tuple(causes)

    def _unexplained(self, fact: Fact, columns: frozenset[str]) -> Cause:
        """Return the cause of a row whose documents, passages and corrections did not change.

        If only the confidence changed, the rules were measured again; else the extraction reads the same passages
        differently.
        """
        if columns == {"confidence"}:
            return Cause("measurement")
        return Cause("changed-extraction", tuple(sorted({each.rule for each in self._all_passages[fact]} - {BY_HAND})))

    @cached_property
    def _by_document(self) -> dict[str, Causes]:
        """The causes of the changed facts that have a passage in a document."""
        return _gathered(
            (passage.document_id, causes)
            for fact, causes in self.of_facts.items()
            for passage in self._all_passages[fact]
        )

    @cached_property
    def _by_organisation(self) -> dict[str, Causes]:
        """The causes of the changed facts of a body, and of the bodies that either release has directly below it."""
        own = _gathered(
            (self.rows[table][key].get(TABLES[table].body), causes) for (table, key), causes in self.of_facts.items()
        )
        bodies = (edition.tables["bodies"].rows() for edition in (self.new, self.old) if "bodies" in edition.tables)
        below = ((row["parent_id"], own.get(row["body_id"], ())) for row in chain.from_iterable(bodies))
        return _gathered([*own.items(), *below])


def _correction(name: str, row: Row) -> Causes:
    """Return a row of `corrections` as a cause; rows without `row_id` are removals."""
    if not row.get("row_id"):
        return (Cause("removal", (name,)),)
    return (Cause("correction", (name,), who=row.get("who"), when=row.get("when"), why=row.get("why")),)


def _as_other_document(cause: Cause) -> Cause:
    """Return the cause as it is given for other rows: a change of a document becomes `other-document`."""
    return replace(cause, kind="other-document") if cause.kind.endswith("-document") else cause
