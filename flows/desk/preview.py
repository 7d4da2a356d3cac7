"""The preview of the next release: made in the background when a person asks for it, as `run --preview` makes it."""

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
    """What is known of the next release: `none` as long as nobody asked, `running`, `done`, or `failed` and why."""

    state: str = "none"
    report: Report | None = None
    problem: str = ""
    done: int = 0
    total: int = 0

    @property
    def changes(self) -> str:
        """What would change, as CHANGES.md would tell it; empty where nothing would."""
        outcome = self.report.outcome if self.report else None
        return as_markdown(outcome.version, outcome.changes) if outcome and outcome.changes.level else ""

    @property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """How many rows of each table would be added, changed and withdrawn, of those where any would."""
        tables = self.report.outcome.changes.tables if self.report else ()
        counted = [(each.table, len(each.added), len(each.changed), len(each.withdrawn)) for each in tables]
        return [each for each in counted if any(each[1:])]


class Preview:
    """One preview at a time; it never stops whoever decides meanwhile."""

    def __init__(self, raw: Path, output: Path, store: Path | None = None) -> None:
        self._plan = Plan(raw, output, store=store, preview=True)
        self._lock = threading.Lock()
        self._status = Status()

    @property
    def status(self) -> Status:
        """What is known now."""
        return self._status

    def start(self) -> None:
        """Begin, unless it is being made."""
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
        except Exception as error:  # whatever it is, whoever waits for it has to know
            self._status = Status("failed", problem=machine_fault(error) or f"{type(error).__name__}: {message(error)}")
