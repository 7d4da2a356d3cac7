"""Find the removals and corrections that cannot be carried out, before anything is published: `unfulfilled(run)`.

- A removal must find its person or document in what was read or in the last release. A removal that the last release
  had already carried out may find nothing, because the documents are gone.
- After a removal, no name that is nearly the same may be in the tables, unless the last release had that name although
  the removal was already in force.
- A correction must fit the extracted facts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.consolidation.facts import Row
from flows.consolidation.removals import Removed, removed, still_in
from flows.reading.document import Correction, Document, Reject
from flows.reading.unfulfilled import ALIKE, Unfulfilled, nearest
from schemas import vocabularies
from schemas.reasons import NOT_IN_FORCE
from schemas.stored import Stored
from schemas.tables import TABLES

Tables = Mapping[str, Iterable[Row]]
# Names with at least this similarity (0 to 1) are taken for two spellings of the same name.
_ONE_NAME = 0.85


@dataclass(frozen=True)
class Run:
    """What people asked for in a run, and what the run found.

    - `rows`: the rows of all tables, as consolidated.
    - `last`: returns a table of the last release by name, or None if there is none; called only if there are removals.
    - `written`: returns when a file of corrections was last written, as far as that is known.
    """

    corrections: Sequence[Correction]
    documents: Sequence[Document]
    rejects: Sequence[Reject]
    rows: Tables
    last: Callable[[str], Stored | None]
    written: Callable[[str], float]

    @cached_property
    def removals(self) -> list[Correction]:
        return [each for each in self.corrections if each.is_removal]

    @cached_property
    def names(self) -> set[str]:
        return {str(row["name"]) for row in self.rows["stakeholders"]}

    @cached_property
    def known_removals(self) -> Counter[tuple[str, str]]:
        """The number of removals in the last release, by kind and day: a release keeps no names or files of them."""
        corrections = self.last("corrections")
        return Counter((row["action"], row["when"]) for row in (corrections.rows() if corrections else ()))

    @cached_property
    def names_before(self) -> set[str]:
        stakeholders = self.last("stakeholders")
        return {*stakeholders.table(["name"])["name"].drop_null().to_pylist()} if stakeholders else set()

    def in_last_release(self, removal: Correction) -> bool:
        """Whether the last release contains the person or document of a removal."""
        tables = {name: table for name in TABLES if (table := self.last(name))}
        return still_in(tables, {each.document_id: each for each in self.documents}, removed([removal]))


def unfulfilled(run: Run, allow_return: bool = False) -> list[Unfulfilled]:
    """Return all removals and corrections that cannot be carried out, sorted by file and line.

    With `allow_return`, names may be published that are nearly those of people who were removed.
    """
    found = [*_check_removals(run, allow_return), *_check_corrections(run)]
    return sorted(found, key=lambda each: (each.file, each.line))


def _check_removals(run: Run, allow_return: bool) -> Iterator[Unfulfilled]:
    """Yield the removals that find nothing, and those that leave a name nearly the same in the tables."""
    names, documents = _read(run, removed(run.removals))
    found = [bool(names & {*each.names}) or each.document_id in documents for each in run.removals]
    missing = [each for each, is_there in zip(run.removals, found, strict=True) if not is_there]
    carried_out = _carried_out(run, missing)
    asked = Counter(map(_kind, run.removals))
    for each in run.removals:
        if each in missing and not (each in carried_out or run.in_last_release(each)):
            yield _report_missing(run, each, carried_out)
            continue
        in_force_before = each in carried_out or asked[_kind(each)] <= run.known_removals[_kind(each)]
        names = run.names - (run.names_before if in_force_before else set())
        if not allow_return and (near := _similar(each, names, _ONE_NAME)):
            says = "is nearly a name that would be published: add that under `also`, or, if it is of somebody else, "
            yield _report(each, "name", _quoted(each), f"{says}run once with --allow-shrink", near)


def _carried_out(run: Run, missing: Sequence[Correction]) -> list[Correction]:
    """Return those of the `missing` removals that the last release has probably carried out already.

    `missing` are the removals that find nothing in what was read. The last release has only the number of removals of
    each kind and day. Those of this run that find something are subtracted from it. If fewer remain than are missing,
    the earliest written of them count as carried out, skipping those whose target the last release still has.
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
    """Return what a release keeps of a removal: the action and the day."""
    return removal.action, removal.when


def _read(run: Run, gone: Removed) -> tuple[set[str], set[str]]:
    """Return the names to remove that occur in what was read, and the ids of all documents and files that were read."""
    documents = {each.document_id for each in run.documents}
    documents |= {each.document_id for each in run.rejects if each.document_id}
    if not gone.names:
        return set(), documents
    texts = [text for each in run.documents for text in (each.document_id, each.raw_path, each.title, each.text)]
    texts += [text for each in run.rejects for text in (each.document_id, each.raw_path, each.value)]
    return {name for text in texts if text for name in gone.named_in(text)}, documents


def _report_missing(run: Run, removal: Correction, carried_out: Iterable[Correction]) -> Unfulfilled:
    """Report a removal whose person or document is nowhere to be found."""
    says = "neither what was read nor the last release has it"
    same_day = [each for each in carried_out if _kind(each) == _kind(removal)]
    if same_day:
        places = ", ".join(f"{each.source.file}, line {each.source.line}" for each in same_day)
        says += f" (of the removals of {removal.when} it has {len(same_day)}, taken to be {places})"
    if removal.document_id:
        there = [str(row["document_id"]) for row in run.rows["documents"]]
        near = nearest(removal.document_id, there)
        return _report(removal, "document_id", f"the document {removal.document_id}", says, near)
    return _report(removal, "name", _quoted(removal), f"names nobody: {says}", _similar(removal, run.names, ALIKE))


def _similar(removal: Correction, names: Collection[str], alike: float) -> tuple[str, ...]:
    """Return the names that are similar to one of a removal, at least by `alike` (0 to 1)."""
    return tuple(dict.fromkeys(name for each in removal.names for name in nearest(each, names, alike)))


def _quoted(removal: Correction) -> str:
    return ", ".join(f"“{name}”" for name in removal.names)


def _check_corrections(run: Run) -> Iterator[Unfulfilled]:
    """Yield a report for each correction that went to quarantine: the cell that does not fit, or what is missing."""
    asked = {each.correction_id: each for each in run.corrections}
    for row in run.rows["quarantine"]:
        if row["reason"] not in NOT_IN_FORCE:
            continue
        about = json.loads(str(row["row"] or "{}"))
        if correction := asked.get(about.get("correction_id")):
            yield _report_unfit(run, correction, row["reason"], row["column"], json.loads(str(row["value"] or "null")))


def _report_unfit(run: Run, asked: Correction, reason: object, column: Any, value: object) -> Unfulfilled:
    """Report a correction from its row in `quarantine`, with suggestions where something similar exists."""
    table = str(asked.table)
    if reason == "correction-stale" and column == TABLES[table].key:
        there = (str(row[str(column)]) for row in run.rows[table])
        looked_for = f"the row {asked.row_id} of {table}"
        return _report(asked, "row_id", looked_for, "is not there", nearest(asked.row_id or "", there))
    if reason == "correction-stale" and column is not None:
        expected = dict(asked.expect).get(column)
        return _report(
            asked, "expect", f"{column} of {asked.row_id}:", f"expected {_cell(expected)}, is {_cell(value)}"
        )
    if column == "quote":
        return _report(asked, "passage", f"the passage “{asked.quote}”", str(value), _similar_lines(run, asked))
    if column == "document_id":
        there = (document.document_id for document in run.documents)
        looked_for = f"the document {asked.document_id}"
        return _report(asked, "passage", looked_for, "is not there", nearest(asked.document_id or "", there))
    given = "set" if asked.action == "amend" else "row" if asked.action == "add" else "expect"
    cells = dict((*asked.expect, *asked.set, *asked.row))
    near: tuple[str, ...] = ()
    if column in ("body_id", "organisation_id"):
        near = nearest(cells.get(column) or "", vocabularies.bodies())
    elif column is None:
        columns = {each.name for each in TABLES[table].columns}
        near = tuple(name for strange in cells if strange not in columns for name in nearest(strange, columns))
    return _report(asked, given, f"{column or 'the row'}:", str(value), near)


def _similar_lines(run: Run, asked: Correction) -> tuple[str, ...]:
    """Return the line of the document that is most similar to the quote, if any line is similar."""
    texts = (document.text for document in run.documents if document.document_id == asked.document_id)
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return tuple(f"“{line}”" for line in nearest(asked.quote or "", lines)[:1])


def _report(asked: Correction, key: str, looked_for: str, says: str, near: tuple[str, ...] = ()) -> Unfulfilled:
    """Return a report that points to the line of `key` in the file of the correction."""
    source = asked.source
    return Unfulfilled(source.file, source.line_of(key), looked_for, says, near, asked.is_removal)


def _cell(value: object) -> str:
    return "empty" if value is None else str(value)
