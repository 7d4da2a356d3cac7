"""Previews the next release in the background, as `run --preview` does, when a person asks for it in the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows import stages
from flows.faults import machine_fault
from flows.plan import Plan
from flows.refusals import CannotRun, message
from flows.release import as_markdown
from flows.reporting import Report


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the preview.

    - `state`: "none" (nobody asked for it yet), "running", "done" or "failed".
    - `report`: the report of the finished run; None in other states.
    - `problem`: why the run failed, in one line.
    - `done`, `total`: how many files of how many are read, while the run goes on.
    """

    state: str = "none"
    report: Report | None = None
    problem: str = ""
    done: int = 0
    total: int = 0

    @property
    def changes(self) -> str:
        """The changes as the text of CHANGES.md; empty if nothing would change."""
        outcome = self.report.outcome if self.report else None
        return as_markdown(outcome.version, outcome.changes) if outcome and outcome.changes.level else ""

    @property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """Table, and how many of its rows would be added, changed and withdrawn; only tables that would change."""
        tables = self.report.outcome.changes.tables if self.report else ()
        counted = [(each.table, len(each.added), len(each.changed), len(each.withdrawn)) for each in tables]
        return [each for each in counted if any(each[1:])]


class Preview:
    """Makes one preview at a time in a thread of its own, so that people can go on deciding."""

    def __init__(self, raw: Path, output: Path, store: Path | None = None) -> None:
        self._plan = Plan(raw, output, store=store, preview=True)
        self._lock = threading.Lock()
        self._status = Status()

    @property
    def status(self) -> Status:
        """The state of the preview now."""
        return self._status

    def start(self) -> None:
        """Start a preview, unless one is running."""
        with self._lock:
            if self._status.state != "running":
                self._status = Status("running")
                threading.Thread(target=self._make, args=(stages.run,), name="preview", daemon=True).start()

    def _make(self, run: Callable[[Plan, Callable[[int, int], None]], Report]) -> None:
        def progress(done: int, total: int) -> None:
            self._status = Status("running", done=done, total=total)

        try:
            self._status = Status("done", run(self._plan, progress))
        except CannotRun as error:
            self._status = Status("failed", problem=message(error))
        except Exception as error:  # any error must reach the person who is waiting
            self._status = Status("failed", problem=machine_fault(error) or f"{type(error).__name__}: {message(error)}")
