"""Which removals and corrections cannot be done, found before anything is published: `unfulfilled(...)`.

A removal must take somebody or something out: of what was read, or of the last release. One that was in force in the
last release already may find nothing any more, because the documents are gone. No name that is nearly the same may be
left in the tables, unless it was there beside the removal before. A correction must fit what was found.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.consolidation.facts import Row
from flows.consolidation.removals import Removed, removed, still_in
from flows.reading.document import Correction, Document, Reject
from flows.reading.unfulfilled import ALIKE, Unfulfilled, nearest
from schemas import vocabularies
from schemas.reasons import NOT_IN_FORCE
from schemas.stored import Stored
from schemas.tables import TABLES

Tables = Mapping[str, Iterable[Row]]
# Names that share as much as this are taken for two spellings of one.
_ONE_NAME = 0.85


@dataclass(frozen=True)
class Run:
    """What is asked for and what was found: `rows` are those of all tables, as consolidated.

    `last` gives a table of the last release, if there is one; it is asked only where there is a removal.
    `written` says when a file of corrections was last written, as far as that is known.
    """

    corrections: Sequence[Correction]
    documents: Sequence[Document]
    rejects: Sequence[Reject]
    rows: Tables
    last: Callable[[str], Stored | None]
    written: Callable[[str], float]

    @cached_property
    def removals(self) -> list[Correction]:
        """The corrections that are removals."""
        return [each for each in self.corrections if each.is_removal]

    @cached_property
    def names(self) -> set[str]:
        """The names that the tables have."""
        return {str(row["name"]) for row in self.rows["stakeholders"]}

    @cached_property
    def known_removals(self) -> Counter[tuple[str, str]]:
        """How many removals of each kind and day the last release knows: it keeps neither name nor file."""
        corrections = self.last("corrections")
        return Counter((row["action"], row["when"]) for row in (corrections.rows() if corrections else ()))

    @cached_property
    def names_before(self) -> set[str]:
        """The names that the last release had."""
        stakeholders = self.last("stakeholders")
        return {*stakeholders.table(["name"])["name"].drop_null().to_pylist()} if stakeholders else set()

    def in_last_release(self, removal: Correction) -> bool:
        """Whether the last release has something of what is to be removed."""
        tables = {name: table for name in TABLES if (table := self.last(name))}
        return still_in(tables, {each.document_id: each for each in self.documents}, removed([removal]))


def unfulfilled(run: Run, allow_return: bool = False) -> list[Unfulfilled]:
    """All removals and corrections that cannot be done, in order of their files.

    `allow_return` lets names be there that are nearly those of people who were removed.
    """
    found = [*_removals(run, allow_return), *_corrections(run)]
    return sorted(found, key=lambda each: (each.file, each.line))


def _removals(run: Run, allow_return: bool) -> Iterator[Unfulfilled]:
    names, documents = _read(run, removed(run.removals))
    found = [bool(names & {*each.names}) or each.document_id in documents for each in run.removals]
    missing = [each for each, is_there in zip(run.removals, found, strict=True) if not is_there]
    carried_out = _carried_out(run, missing)
    asked = Counter(map(_kind, run.removals))
    for each in run.removals:
        if each in missing and not (each in carried_out or run.in_last_release(each)):
            yield _of_nobody(run, each, carried_out)
            continue
        in_force_before = each in carried_out or asked[_kind(each)] <= run.known_removals[_kind(each)]
        names = run.names - (run.names_before if in_force_before else set())
        if not allow_return and (near := _nearly(each, names, _ONE_NAME)):
            says = "is nearly a name that would be published: add that under `also`, or, if it is of somebody else, "
            yield _about(each, "name", _quoted(each), f"{says}run once with --allow-shrink", near)


def _carried_out(run: Run, missing: Sequence[Correction]) -> list[Correction]:
    """Of the removals that find nothing, those that the last release is taken to have carried out already.

    It says how many of each kind and day it has, not which. As many as find something are not counted again; of the
    others, those are the ones that were written first.
    """
    spare = run.known_removals - Counter(_kind(each) for each in run.removals if each not in missing)
    enough = {kind for kind, count in Counter(map(_kind, missing)).items() if count <= spare[kind]}
    taken = []
    for each in sorted(missing, key=lambda each: (run.written(each.source.file), each.place)):
        kind = _kind(each)
        if kind in enough or (spare[kind] > 0 and not run.in_last_release(each)):
            spare[kind] -= 1
            taken.append(each)
    return taken


def _kind(removal: Correction) -> tuple[str, str]:
    """What the last release keeps of a removal."""
    return removal.action, removal.when


def _read(run: Run, gone: Removed) -> tuple[set[str], set[str]]:
    """The names to be removed that are somewhere in what was read, and the documents that were."""
    documents = {each.document_id for each in run.documents}
    documents |= {each.document_id for each in run.rejects if each.document_id}
    if not gone.names:
        return set(), documents
    texts = [text for each in run.documents for text in (each.document_id, each.raw_path, each.title, each.text)]
    texts += [text for each in run.rejects for text in (each.document_id, each.raw_path, each.value)]
    return {name for text in texts if text for name in gone.named_in(text)}, documents


def _of_nobody(run: Run, removal: Correction, carried_out: Iterable[Correction]) -> Unfulfilled:
    says = "neither what was read nor the last release has it"
    same_day = [each for each in carried_out if _kind(each) == _kind(removal)]
    if same_day:
        places = ", ".join(f"{each.source.file}, line {each.source.line}" for each in same_day)
        says += f" (of the removals of {removal.when} it has {len(same_day)}, taken to be {places})"
    if removal.document_id:
        there = [str(row["document_id"]) for row in run.rows["documents"]]
        near = nearest(removal.document_id, there)
        return _about(removal, "document_id", f"the document {removal.document_id}", says, near)
    return _about(removal, "name", _quoted(removal), f"names nobody: {says}", _nearly(removal, run.names, ALIKE))


def _nearly(removal: Correction, names: Collection[str], alike: float) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in removal.names for name in nearest(each, names, alike)))


def _quoted(removal: Correction) -> str:
    return ", ".join(f"“{name}”" for name in removal.names)


def _corrections(run: Run) -> Iterator[Unfulfilled]:
    """Of each correction that went to quarantine the cell that does not fit, or what is not there."""
    asked = {each.correction_id: each for each in run.corrections}
    for row in run.rows["quarantine"]:
        if row["reason"] not in NOT_IN_FORCE or not row["row"]:
            continue
        correction = asked.get(str(json.loads(str(row["row"])).get("correction_id")))
        if correction:
            column = None if row["column"] is None else str(row["column"])
            value = None if row["value"] is None else json.loads(str(row["value"]))
            yield _unfit(run, correction, str(row["reason"]), column, value)


def _unfit(run: Run, asked: Correction, reason: str, column: str | None, value: object) -> Unfulfilled:
    table = str(asked.table)
    if reason == "correction-stale" and column == TABLES[table].key:
        there = (str(row[str(column)]) for row in run.rows[table])
        looked_for = f"the row {asked.row_id} of {table}"
        return _about(asked, "row_id", looked_for, "is not there", nearest(asked.row_id or "", there))
    if reason == "correction-stale" and column is not None:
        expected = dict(asked.expect).get(column)
        return _about(asked, "expect", f"{column} of {asked.row_id}:", f"expected {_cell(expected)}, is {_cell(value)}")
    if column == "quote":
        return _about(asked, "passage", f"the passage “{asked.quote}”", str(value), _lines_like(run, asked))
    if column == "document_id":
        there = (document.document_id for document in run.documents)
        looked_for = f"the document {asked.document_id}"
        return _about(asked, "passage", looked_for, "is not there", nearest(asked.document_id or "", there))
    given = "set" if asked.action == "amend" else "row" if asked.action == "add" else "expect"
    cells = dict((*asked.expect, *asked.set, *asked.row))
    near: tuple[str, ...] = ()
    if column in ("body_id", "organisation_id"):
        near = nearest(cells.get(column) or "", vocabularies.bodies())
    elif column is None:
        columns = {each.name for each in TABLES[table].columns}
        near = tuple(name for strange in cells if strange not in columns for name in nearest(strange, columns))
    return _about(asked, given, f"{column or 'the row'}:", str(value), near)


def _lines_like(run: Run, asked: Correction) -> tuple[str, ...]:
    """The lines of the document that are most like the quote."""
    texts = (document.text for document in run.documents if document.document_id == asked.document_id)
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return tuple(f"“{line}”" for line in nearest(asked.quote or "", lines)[:1])


def _about(asked: Correction, key: str, looked_for: str, says: str, near: tuple[str, ...] = ()) -> Unfulfilled:
    source = asked.source
    return Unfulfilled(source.file, source.line_of(key), looked_for, says, near, asked.is_removal)


def _cell(value: object) -> str:
    return "empty" if value is None else str(value)
