"""What the sources of one run share, and one source in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flows.collecting.fetching import Fetcher
from flows.collecting.keeping import Keeper
from flows.collecting.log import Line, now
from flows.collecting.politeness import Hosts
from flows.collecting.reporting import Visited
from flows.collecting.resolving import CheckedNetwork
from flows.collecting.sources import Source

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Run:
    """What the sources of one run share."""

    name: str
    agent: str
    keeper: Keeper
    progress: Progress
    preview: bool = False
    network: CheckedNetwork | None = None
    hosts: Hosts = field(default_factory=Hosts)
    stop: threading.Event = field(default_factory=threading.Event)
    error_pages: dict[str, str | None] = field(default_factory=dict)
    began: datetime = field(default_factory=now)
    _done: int = 0
    _total: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, done: int = 0, total: int = 0) -> None:
        """Tell whoever watches that so many more addresses are done, or to be done."""
        with self._lock:
            self._done, self._total = self._done + done, self._total + total
            self.progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class Visit:
    """One source in one run."""

    source: Source
    run: Run
    fetcher: Fetcher
    visited: Visited

    def line(self, what: str, outcome: str, at: datetime | None = None, **values: Any) -> Line:
        """A line about this source."""
        moment = (at or now()).replace(microsecond=0).isoformat()
        return Line(at=moment, run=self.run.name, source=self.source.name, what=what, outcome=outcome, **values)

    def tell(self, what: str, outcome: str, **values: Any) -> Line:
        """A line about this source, added to the log if it says something new, unless this is a preview."""
        line = self.line(what, outcome, **values)
        if not self.run.preview:
            self.run.keeper.tell(line)
        return line

    def became(self, outcome: str, says: str = "", **values: Any) -> None:
        """Tell and count what became of the address of a document."""
        self.count(self.tell("document", outcome, **values), says)

    def count(self, line: Line, says: str = "") -> None:
        """Count what became of an address."""
        self.visited.count(line.outcome, line.why, line.requested, says)
