"""The state that the visits of one run share (`Run`), and that of one visit (`Visit`)."""

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

# Called with the numbers of addresses that are done and that are to be done in all.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Run:
    """What the visits of one run share.

    - `name`: goes into each line of the log; `agent`: the User-Agent header.
    - `network`: replaces the internet in tests.
    - `stop`: is set when the run is to end; visits then raise `Stopped`.
    - `error_pages`: for each origin (scheme, host and port) the text that it gives, with status 200, for an address
      that does not exist; None if it gives an error or could not be asked.
    """

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
        """Report that so many more addresses are done, or are to be done."""
        with self._lock:
            self._done, self._total = self._done + done, self._total + total
            self.progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class Visit:
    """The visit to one source in one run."""

    source: Source
    run: Run
    fetcher: Fetcher
    visited: Visited

    def line(self, what: str, outcome: str, at: datetime | None = None, **values: Any) -> Line:
        """Return a line for the log about this source; `at` is now unless given."""
        moment = (at or now()).replace(microsecond=0).isoformat()
        return Line(at=moment, run=self.run.name, source=self.source.name, what=what, outcome=outcome, **values)

    def tell(self, what: str, outcome: str, **values: Any) -> Line:
        """Return a line about this source, added to the log unless it says nothing new or this is a preview."""
        line = self.line(what, outcome, **values)
        if not self.run.preview:
            self.run.keeper.tell(line)
        return line

    def record(self, outcome: str, says: str = "", **values: Any) -> None:
        """Log and count the outcome of an address of a document; `says` explains a failure."""
        self.count(self.tell("document", outcome, **values), says)

    def count(self, line: Line, says: str = "") -> None:
        """Count the outcome that a line has."""
        self.visited.count(line.outcome, line.why, line.requested, says)
