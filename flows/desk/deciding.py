"""The state of the review desk: a release, the decisions made about it so far, and the functions that add decisions.

A decision is refused if anything it is about changed since the person opened the page; they then see the new state and
decide again. A decision is on the disk before the person is told that it was accepted.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from flows.consolidation.kinds import KINDS
from flows.desk import aside, keeping
from flows.desk.aside import Aside
from flows.desk.entries import Decision, Refused, as_text, as_yaml, check_signed, entry_of, read_back
from flows.desk.snapshot import Case, Snapshot, mark_of, snapshot_of
from flows.desk.trying import try_out
from flows.reading.corrections import FACTS, FOLDER, Decisions, files_of, read_file
from flows.reading.document import Correction
from flows.reading.unfulfilled import Unfulfilled
from flows.refusals import WrongPath
from flows.site.loading import Row

# The table and the row id that a correction is about; no row id for a row to be added.
RowRef = tuple[str | None, str | None]
# The files of decisions, each with its inode, modification time in nanoseconds and size, which show that it changed.
Marks = tuple[tuple[Path, tuple[int, int, int]], ...]
_CHANGED = (
    "Nothing was written: {} since this page was opened. This is how it is now; what you filled in is still here. "
    "Look again, and decide anew."
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision that the release does not contain yet.

    - `file`: the name of its file.
    - `ours`: whether a desk wrote the file, so that the decision can be taken back in the desk.
    - `stale`: whether the run that made the release could not apply the decision.
    """

    correction: Correction
    file: str
    ours: bool
    stale: bool


@dataclass(frozen=True)
class DecisionsSoFar:
    """All that people decided so far, in the desk or by hand.

    - `pending`: decisions that the release does not contain yet, in the order in which a run applies them.
    - `problems`: files and entries of the corrections folder that a run could not use.
    - `last`: the last file, by name, with a decision about each row.
    - `asides`: cases that were set aside and have not changed since, by case id.
    """

    pending: tuple[Pending, ...]
    problems: tuple[Unfulfilled, ...]
    last: Mapping[RowRef, str]
    asides: Mapping[str, Aside] = field(default_factory=dict)

    @cached_property
    def _by_row(self) -> Mapping[RowRef, list[Pending]]:
        found: dict[RowRef, list[Pending]] = {}
        for each in self.pending:
            found.setdefault((each.correction.table, each.correction.row_id), []).append(each)
        return found

    def about(self, case: Case) -> tuple[Pending, ...]:
        """Return the pending decisions about a case."""
        if case.fact:
            return tuple(self._by_row.get((case.fact.table, case.fact.id), ()))
        added = self._by_row.get((case.table, None), ()) if case.proposed else ()
        return tuple(each for each in added if _is_about(each.correction, case))

    def settles(self, case: Case) -> bool:
        """Whether a case is set aside or has a pending decision that is not stale."""
        return case.case_id in self.asides or any(not each.stale for each in self.about(case))


def _is_about(added: Correction, case: Case) -> bool:
    """Whether an added row is the one that the case proposes.

    They must agree in the document and in the columns that identify a row; other cells may differ.
    """
    row: Row = case.proposed or {}
    about = KINDS[case.table].identity
    same = all((cell or "") == as_text(row.get(name)) for name, cell in added.row if name in about)
    return same and added.document_id == row.get("document_id")


class Desk:
    """A release folder, its documents, and the folder that decisions are written to; its methods are thread-safe."""

    def __init__(
        self,
        release: Path,
        raw: Path,
        corrections: Path | None = None,
        kinds: Collection[str] = (),
        bodies: Collection[str] = (),
    ) -> None:
        """Open the desk, with the review items of some `kinds` and `bodies` only, or of all if none are given.

        Without `corrections`, decisions go to the corrections folder of `raw`. Raises ValueError with one line if the
        release cannot be read, OSError if the corrections folder cannot be written to.
        """
        raw = raw.resolve()
        self.release, self.raw = release, raw
        self.corrections = corrections or raw / FOLDER
        self._narrowed = (kinds, bodies)
        self._lock = threading.RLock()
        self._snapshot = snapshot_of(release, raw, kinds, bodies)
        self._decided: tuple[object, DecisionsSoFar] | None = None
        self._taken: set[str] = set()
        with keeping.locked(self.corrections):
            keeping.clear_unfinished(self.corrections)
            keeping.clear_unfinished(self.corrections / aside.FOLDER)

    def snapshot(self) -> Snapshot:
        """Return the current release, read again if a run published a new one that can be read."""
        with self._lock:
            try:
                if mark_of(self.release) != self._snapshot.mark:
                    self._snapshot = snapshot_of(self.release, self.raw, *self._narrowed)
            except (OSError, ValueError, WrongPath):
                pass  # a run is just replacing it: the next call reads the new release
            return self._snapshot

    def decided(self) -> DecisionsSoFar:
        """Return all decisions so far, also those that were written by hand or in another desk."""
        with self._lock:
            snapshot = self.snapshot()
            marks = _marks(self.corrections)
            if self._decided is None or self._decided[0] != (snapshot.mark, marks):
                self._decided = (snapshot.mark, marks), _decided(marks, snapshot)
            return replace(self._decided[1], asides=aside.still_aside(self.corrections, snapshot))

    def page_checksum(self, case: Case | None, document_ids: Collection[str]) -> str:
        """Return the checksum of what a page shows, which comes back with the decision (`Snapshot.page_checksum`)."""
        decided = self.decided().about(case) if case else ()
        return self.snapshot().page_checksum(case, document_ids, [each.file for each in decided])

    def decide(self, decision: Decision, case_id: str, seen: str, once: str, now: datetime) -> str:
        """Write a decision to a new file and return the file's name.

        - `case_id`: the case, or empty for a row added without a case.
        - `seen`: the checksum that the page came with.
        - `once`: a token of the form. If a form is sent twice, nothing is written the second time and "" is returned.

        Raises `Refused` if the decision does not fit the current state, OSError if it cannot be written.
        """
        if decision.table not in FACTS:
            raise Refused(f"Choose a table: {', '.join(FACTS)}.", "table")
        with self._lock, keeping.locked(self.corrections):
            if once in self._taken:
                return ""
            snapshot = self.snapshot()
            case = snapshot.by_id.get(case_id)
            self._check_unchanged(case, case_id, decision, seen)
            row = case.fact.row if case and case.fact else None
            entry = entry_of(decision, row, f"{now.astimezone():%Y-%m-%d}")
            last = self.decided().last.get((decision.table, decision.row_id), "")
            name, content = keeping.new_name(now, last), as_yaml([entry])
            try_out(snapshot, read_back(name, content))
            keeping.write_new(self.corrections, name, content)
            self._taken.add(once)
            return name

    def set_aside(self, decision: Decision, case_id: str, seen: str, once: str, now: datetime) -> None:
        """Record that there is nothing to do about a case without a row; the record holds until the case changes.

        The arguments are those of `decide`, which also says what is raised.
        """
        with self._lock, keeping.locked(self.corrections):
            if once in self._taken:
                return
            case = self.snapshot().by_id.get(case_id)
            if case is None or case.fact:
                raise Refused("Only what has no row can be set aside: accept the row, if it is right.", status=409)
            self._check_unchanged(case, case_id, decision, seen)
            check_signed(decision)
            when, about = f"{now.astimezone():%Y-%m-%d}", case.title
            record = Aside(case_id, self.snapshot().case_checksum(case), decision.who, when, decision.why, about)
            folder = self.corrections / aside.FOLDER
            folder.mkdir(exist_ok=True)
            keeping.write_new(folder, keeping.new_name(now), aside.content_of(record))
            self._taken.add(once)

    def take_back(self, name: str) -> None:
        """Undo the decision in a file of this desk, or open a case again that was set aside; `name` is the file.

        Raises `Refused` if a release already contains the decision, or the file is gone or not written by a desk.
        """
        with self._lock, keeping.locked(self.corrections):
            if any(each.file == name for each in self.decided().asides.values()):
                keeping.take_back(self.corrections / aside.FOLDER, name)
                return
            if not any(each.file == name and each.ours for each in self.decided().pending):
                raise Refused(
                    "This decision cannot be taken back here: a release has it, or its file is gone.", None, 409
                )
            keeping.take_back(self.corrections, name)

    def _check_unchanged(self, case: Case | None, case_id: str, decision: Decision, seen: str) -> None:
        documents = case.document_ids if case else (decision.document_id,)
        if case_id and case is None:
            raise Refused(_CHANGED.format("the row went"), None, 409)
        decided = self.decided().about(case) if case else ()
        if seen != self.page_checksum(case, documents):
            last = decided[-1].correction if decided else None
            change = (
                f"{last.who} decided about it ({last.action}: {last.why})"
                if last
                else "the row or its document changed"
            )
            raise Refused(_CHANGED.format(change), None, 409)
        if decided or (case and case.case_id in self.decided().asides):
            raise Refused("This was decided already: take that back first.", None, 409)


def _decided(marks: Marks, snapshot: Snapshot) -> DecisionsSoFar:
    files = [(path.name, _read(path, mark)) for path, mark in marks]
    corrections = [(each, name) for name, decisions in files for each in decisions.corrections]
    pending, stale = [], snapshot.not_in_force
    last: dict[RowRef, str] = {}
    for each, file in sorted(corrections, key=lambda pair: pair[0].place):
        if not each.is_removal:
            last[each.table, each.row_id] = max(file, last.get((each.table, each.row_id), ""))
            if each.correction_id not in snapshot.in_force:
                pending.append(Pending(each, file, keeping.is_ours(file), stale=each.correction_id in stale))
    problems = chain.from_iterable(decisions.unfulfilled for _, decisions in files)
    return DecisionsSoFar(tuple(pending), tuple(problems), last)


@lru_cache(100_000)
def _read(path: Path, mark: object) -> Decisions:
    """Read a file of decisions; a new `mark` means that the file changed, so that the cached result is not used."""
    return read_file(path)


def _marks(folder: Path) -> Marks:
    """Return the files of decisions in a folder, with their marks (see `Marks`)."""
    found = []
    for path in files_of(folder):
        with suppress(OSError):  # the file was taken back just now
            about = path.stat()
            found.append((path, (about.st_ino, about.st_mtime_ns, about.st_size)))
    return tuple(found)
