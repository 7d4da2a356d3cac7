"""What a run did and what it took: one line for the log, figures as JSON for machines, a page as Markdown for people.

None of it belongs to a release, which is the same on any day and machine: reports stand in a folder of their own.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from flows.extraction.claims import TABLE_OF
from flows.reading.memory import peak_memory
from flows.refusals import NotFulfilled, Published
from schemas.reasons import BELOW_THRESHOLD, NOT_IN_FORCE, SETTLED

if TYPE_CHECKING:
    from flows.previewing import Preview
    from flows.reading.unfulfilled import Unfulfilled
    from flows.release import Outcome

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# So many reports are kept, the newest.
KEPT = 200


@dataclass(slots=True)
class Clock:
    """When a run began, and the seconds that each of its stages took so far."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    _zero: float = field(default_factory=perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return perf_counter() - self._zero

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what is done within it as part of a stage."""
        started = perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + perf_counter() - started


# The clock of the run that is going on; a run begins by setting its own.
clock: ContextVar[Clock] = ContextVar("clock", default=Clock())  # noqa: B039  without a run nobody reads it


def timed(function: Callable[P, T]) -> Callable[P, T]:
    """A stage whose time is counted by the clock of the run."""

    @wraps(function)
    def stage(*args: P.args, **kwargs: P.kwargs) -> T:
        with clock.get().stage(function.__name__):
            return function(*args, **kwargs)

    return stage


@dataclass(frozen=True, slots=True)
class Effort:
    """What it took to find what was found: seconds over all processes, and the most memory of one."""

    from_store: int = 0
    extracted: int = 0
    reading: float = 0.0
    extraction: float = 0.0
    processes: frozenset[int] = frozenset()
    peak_memory: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: the release it ended with, what is in its quarantine, by reason, and what it took.

    `unfulfilled` are corrections that it was told to go on without; `skipped` is how many files were passed over as
    parts of saved web pages; of a `preview` the release is one that would be.
    """

    outcome: Outcome
    quarantined: Mapping[str, int]
    rejected: Mapping[str, int]
    effort: Effort
    began: datetime
    seconds: float
    stages: Mapping[str, float]
    unfulfilled: tuple[Unfulfilled, ...] = ()
    skipped: int = 0
    preview: Preview | None = None
    # By kind: how many things a person should look at, and how many of them are new in this release.
    to_review: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def unsettled(self) -> int:
        """How many rows of quarantine tell of something that is wrong and could be mended."""
        return sum(count for reason, count in self.quarantined.items() if reason not in {*SETTLED, BELOW_THRESHOLD})

    @property
    def not_in_force(self) -> int:
        """How many corrections have no effect, because they cannot be followed or the row has changed since."""
        return sum(count for reason, count in self.quarantined.items() if reason in NOT_IN_FORCE)


def together(from_store: int, efforts: Sequence[Effort]) -> Effort:
    """The effort of a run, of those of its batches."""
    return Effort(
        from_store=from_store,
        extracted=sum(each.extracted for each in efforts),
        reading=sum(each.reading for each in efforts),
        extraction=sum(each.extraction for each in efforts),
        processes=frozenset().union(*(each.processes for each in efforts)),
        peak_memory=max((each.peak_memory for each in efforts), default=0),
    )


def metrics(report: Report) -> dict[str, object]:
    """The figures of a run, as plain values."""
    outcome, effort = report.outcome, report.effort
    documents = effort.from_store + effort.extracted
    return {
        "began": report.began.isoformat(timespec="seconds"),
        "version": outcome.version,
        "published": outcome.published,
        "release": outcome.place,
        "documents": documents,
        "documents_from_store": effort.from_store,
        "documents_extracted": effort.extracted,
        "documents_per_second": round(documents / report.seconds, 1),
        "rejected_files": dict(report.rejected),
        "skipped_files": report.skipped,
        "rows": dict(outcome.counts),
        "quarantine": dict(report.quarantined),
        "not_in_force": [*map(asdict, report.unfulfilled)],
        "to_review": {kind: {"all": every, "new": new} for kind, (every, new) in report.to_review.items()},
        "changes": _changes(report) if outcome.published else {},
        "seconds": round(report.seconds, 3),
        "seconds_by_stage": {name: round(seconds, 3) for name, seconds in report.stages.items()},
        "seconds_of_all_processes": {"reading": round(effort.reading, 3), "extraction": round(effort.extraction, 3)},
        "peak_memory_mb": round(peak_memory() / 1e6),
        "reading_processes": len(effort.processes),
        "peak_memory_mb_of_a_reading_process": round(effort.peak_memory / 1e6),
    }


def line(report: Report) -> str:
    """A run in one line of names and values."""
    effort, figures = report.effort, metrics(report)
    values = {
        **{name: figures[name] for name in ("version", "published", "documents")},
        "extracted": effort.extracted,
        "from_store": effort.from_store,
        "rejected": sum(report.rejected.values()),
        "skipped": report.skipped,
        "quarantine": sum(report.quarantined.values()),
        "not_in_force": report.not_in_force,
        "to_review": sum(every for every, _ in report.to_review.values()),
        "new_to_review": sum(new for _, new in report.to_review.values()),
        "seconds": f"{report.seconds:.2f}",
        "documents_per_second": figures["documents_per_second"],
        "peak_memory_mb": figures["peak_memory_mb"],
    }
    return "done: " + " ".join(f"{name}={json.dumps(value).strip(chr(34))}" for name, value in values.items())


def page(report: Report) -> str:
    """A run as a page of Markdown: counts, what changed, quarantine, links, time."""
    outcome, effort = report.outcome, report.effort
    what = "published" if outcome.published else "is up to date, nothing new"
    parts = [
        f"# Version {outcome.version} {what}",
        f"Began {report.began:%Y-%m-%d %H:%M:%S} UTC, took {report.seconds:.1f} s. Documents: "
        f"{effort.extracted:,} extracted, {effort.from_store:,} known from earlier runs. "
        f"Files skipped as parts of saved web pages: {report.skipped:,}.",
        _table(("table", "rows"), outcome.counts.items()),
    ]
    if outcome.published:
        changed = [(name, *(f"{count:,}" for count in counts.values())) for name, counts in _changes(report).items()]
        since = f"Since version {outcome.changes.previous}" if outcome.changes.previous else "The first version"
        parts += [f"## {since}", _table(("table", "added", "changed", "withdrawn"), changed)]
    if report.unfulfilled:
        parts += ["## Corrections that are not in force", _listed(report.unfulfilled)]
    if report.quarantined:
        parts += ["## Quarantine", _table(("reason", "rows"), report.quarantined.items())]
    if report.to_review:
        rows = [(kind, f"{every:,}", f"{new:,}") for kind, (every, new) in report.to_review.items()]
        parts += ["## To review", _table(("kind", "all", "new"), rows)]
    seconds = [(name.replace("_", " "), f"{second:.2f}") for name, second in report.stages.items()]
    parts += ["## Time", _table(("stage", "seconds"), seconds), "## Files"]
    facts = (f"{table}.csv" for table in TABLE_OF.values())
    names = ("CHANGES.md", "quarantine.csv", *facts, "datapackage.json")
    parts.append("\n".join(f"- [{name}]({outcome.link(name)})" for name in names))
    return "\n\n".join(parts) + "\n"


def write(report: Report, folder: Path) -> Path | None:
    """Keep the figures and the page of a run; a disk that cannot take them costs the report, not the run."""
    return write_page(folder, report.began, "", metrics(report), page(report))


def write_page(folder: Path, began: datetime, name: str, figures: Mapping[str, object], shown: str) -> Path | None:
    """Keep the figures of a run that began then, and its page, whose path is returned; `name` ends their names."""
    path = folder / f"{began:%Y%m%dT%H%M%S.%f}-{os.getpid()}{name}.json"
    return path.with_suffix(".md") if _keep({path: _as_json(figures), path.with_suffix(".md"): shown}, folder) else None


def how_far(error: object) -> str:
    """What a run published that failed with an error, in a sentence; None is the error that nobody knows."""
    if isinstance(error, Published):
        return f"This run published v{error.version}; the next one does what is left."
    nothing = "This run published nothing; the next one starts afresh."
    return (
        nothing if error else "Whether this run published anything, releases.json says; the next one does what is left."
    )


def write_failure(folder: Path, run: str, state: str, message: str, error: object = None) -> Path | None:
    """Keep that a run failed, with what, and how far it came, as figures and as a page."""
    problems = error.problems if isinstance(error, NotFulfilled) else ()
    version = error.version if isinstance(error, Published) else None
    now = datetime.now(UTC)
    path = folder / f"{now:%Y%m%dT%H%M%S.%f}-{os.getpid()}-failed.json"
    figures = {
        "ended": now.isoformat(timespec="seconds"),
        "run": run,
        "state": state,
        "published": version is not None if error else None,
        "version": version,
        "message": message.split("\n")[0],
        "unfulfilled": [*map(asdict, problems)],
    }
    parts = [f"# {state}: {run}", f"Ended {now:%Y-%m-%d %H:%M:%S} UTC. {figures['message']}", how_far(error)]
    if problems:
        parts += ["## What was asked for and cannot be done", _listed(problems)]
    shown = "\n\n".join(parts) + "\n"
    return path if _keep({path: _as_json(figures), path.with_suffix(".md"): shown}, folder) else None


def _listed(problems: Iterable[Unfulfilled]) -> str:
    return "\n".join(f"- {each}" for each in problems)


def _keep(files: Mapping[Path, str], folder: Path) -> bool:
    """Write the files of a report, and let go of the oldest reports; whether the disk could take that."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            # A report may quote the name of a file, which need not be Unicode.
            path.write_text(content, encoding="utf-8", errors="replace")
        for old in sorted(folder.glob("2*T*-*.json"))[:-KEPT]:
            old.unlink(missing_ok=True)
            old.with_suffix(".md").unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s: cannot write the report (%s)", folder, error.strerror or error)
        return False
    return True


def _changes(report: Report) -> dict[str, dict[str, int]]:
    return {each.table: dict(each.counts) for each in report.outcome.changes.tables if any(each.counts.values())}


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines: list[tuple[object, ...]] = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in lines)


def _as_json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
