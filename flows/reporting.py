"""Reports of runs: a line for the log, figures as JSON for machines, and a page as Markdown for people.

Reports have times in them, so they are not part of a release, which is the same on any day and any machine.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.extraction.claims import TABLE_OF
from flows.reading.memory import peak_memory
from flows.refusals import NotFulfilled, Published, message
from schemas.reasons import BELOW_THRESHOLD, NOT_IN_FORCE, SETTLED

if TYPE_CHECKING:
    from flows.previewing import Preview
    from flows.reading.unfulfilled import Unfulfilled
    from flows.release import Outcome

log = logging.getLogger(__name__)

# Keep this many of the newest reports.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Effort:
    """The cost of reading and extraction.

    - `from_store`, `extracted`: how many documents were taken from the store, and how many were extracted.
    - `reading`, `extraction`: seconds, summed over all processes.
    - `processes`: the ids of the processes.
    - `peak_memory`: the highest peak of a process, in bytes.
    """

    from_store: int = 0
    extracted: int = 0
    reading: float = 0.0
    extraction: float = 0.0
    processes: frozenset[int] = frozenset()
    peak_memory: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    - `outcome`: the release it ended with; in a preview, the release that would be published.
    - `quarantined`: the number of rows in quarantine, by reason.
    - `rejected`: the number of files of documents that gave no document, by reason.
    - `effort`, `began`, `seconds`, `stages`: what the run cost; `stages` are seconds by stage.
    - `unfulfilled`: corrections that the run was told to go on without.
    - `skipped`: the number of files that were skipped as parts of saved web pages.
    - `preview`: what is new to look at; None unless the run is a preview.
    - `to_review`: by kind, how many things a person should look at, and how many of them are new in this release.
    - `pages_fault`: why the pages of the release are not up to date; None if they are, or if none were asked for.
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
    to_review: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    pages_fault: str | None = None

    @property
    def unsettled(self) -> int:
        """The number of rows in quarantine about something that is wrong and that somebody could mend."""
        return sum(count for reason, count in self.quarantined.items() if reason not in {*SETTLED, BELOW_THRESHOLD})

    @property
    def not_in_force(self) -> int:
        """The number of corrections without effect, because they cannot be applied or the row has changed since."""
        return sum(count for reason, count in self.quarantined.items() if reason in NOT_IN_FORCE)


def total_effort(from_store: int, efforts: Sequence[Effort]) -> Effort:
    """Sum up the efforts of the batches of a run; `from_store` is the number of documents taken from the store."""
    return Effort(
        from_store=from_store,
        extracted=sum(each.extracted for each in efforts),
        reading=sum(each.reading for each in efforts),
        extraction=sum(each.extraction for each in efforts),
        processes=frozenset().union(*(each.processes for each in efforts)),
        peak_memory=max((each.peak_memory for each in efforts), default=0),
    )


def metrics(report: Report) -> dict[str, object]:
    """Return the figures of a run, as values that JSON can hold."""
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
        "changes": _changes(report),
        "pages_fault": report.pages_fault,
        "seconds": round(report.seconds, 3),
        "seconds_by_stage": {name: round(seconds, 3) for name, seconds in report.stages.items()},
        "seconds_of_all_processes": {"reading": round(effort.reading, 3), "extraction": round(effort.extraction, 3)},
        "peak_memory_mb": round(peak_memory() / 1e6),
        "reading_processes": len(effort.processes),
        "peak_memory_mb_of_a_reading_process": round(effort.peak_memory / 1e6),
    }


def line(report: Report) -> str:
    """Return a line for the log, such as `done: version=1.0.0 published=true documents=12 ...`.

    `added`, `changed` and `withdrawn` are numbers of facts.
    """
    effort, figures = report.effort, metrics(report)
    changes = [counts for table, counts in _changes(report).items() if table in TABLE_OF.values()]
    values = {
        **{name: figures[name] for name in ("version", "published", "documents")},
        **{name: sum(counts[name] for counts in changes) for name in ("added", "changed", "withdrawn")},
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
    pairs = [f"{name}={json.dumps(value).strip(chr(34))}" for name, value in values.items()]
    if report.pages_fault:
        pairs.append(f"pages_fault={json.dumps(report.pages_fault, ensure_ascii=False)}")
    return f"done: {' '.join(pairs)}"


def page(report: Report) -> str:
    """Return a page of Markdown: row counts, changes, quarantine, time by stage, links to files."""
    outcome, effort = report.outcome, report.effort
    what = "published" if outcome.published else "is up to date, nothing new"
    parts = [
        f"# Version {outcome.version} {what}",
        f"Began {report.began:%Y-%m-%d %H:%M:%S} UTC, took {report.seconds:.1f} s. Documents: "
        f"{effort.extracted:,} extracted, {effort.from_store:,} known from earlier runs. "
        f"Files skipped as parts of saved web pages: {report.skipped:,}.",
        _table(("table", "rows"), outcome.counts.items()),
    ]
    if report.pages_fault:
        parts += ["## Pages that are not up to date", report.pages_fault]
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
    """Write the figures and the page of a run, and return the path of the page; None if the disk refuses them."""
    return write_page(folder, report.began, "", metrics(report), page(report))


def write_page(folder: Path, began: datetime, name: str, figures: Mapping[str, object], shown: str) -> Path | None:
    """Write figures and page of a run, and return the path of the page; None if the disk refuses. `name`: a suffix."""
    path = folder / f"{began:%Y%m%dT%H%M%S.%f}-{os.getpid()}{name}.json"
    return path.with_suffix(".md") if _keep({path: _as_json(figures), path.with_suffix(".md"): shown}, folder) else None


def how_far(error: object) -> str:
    """Say in a sentence what a failed run has published; `error` is None if it is unknown what the run failed with."""
    if isinstance(error, Published):
        return f"This run published v{error.version}; the next one does what is left."
    if error is None:
        return "Whether this run published anything, the folder of releases and the next run say."
    return "This run published nothing; the next one starts afresh."


def write_failure(folder: Path, run: str, state: str, says: str, error: object = None) -> Path | None:
    """Write figures and a page about a failed run, and return the path of the figures; None if the disk refuses."""
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
        "message": says.split("\n")[0],
        "unfulfilled": [*map(asdict, problems)],
    }
    parts = [f"# {state}: {run}", f"Ended {now:%Y-%m-%d %H:%M:%S} UTC. {figures['message']}", how_far(error)]
    if problems:
        parts += ["## What was asked for and cannot be done", _listed(problems)]
    shown = "\n\n".join(parts) + "\n"
    return path if _keep({path: _as_json(figures), path.with_suffix(".md"): shown}, folder) else None


@contextmanager
def reported(folder: Path | None, run: str) -> Iterator[None]:
    """Write a report of whatever goes wrong within it to a folder; None for no report."""
    try:
        yield
    except Exception as error:
        if folder:
            write_failure(folder, run, "Failed", f"{type(error).__name__}: {message(error)}", error)
        raise


def _listed(problems: Iterable[Unfulfilled]) -> str:
    return "\n".join(f"- {each}" for each in problems)


def _keep(files: Mapping[Path, str], folder: Path) -> bool:
    """Write the files of a report and remove the oldest reports; returns whether that worked."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            # A report may contain the name of a file, which need not be valid Unicode.
            path.write_text(content, encoding="utf-8", errors="replace")
        # What was just written counts as the newest, whatever the clock says.
        for old in sorted(folder.glob("2*T*-*.json"), key=lambda path: (path in files, path))[:-KEPT]:
            old.unlink(missing_ok=True)
            old.with_suffix(".md").unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s: cannot write the report (%s)", folder, error.strerror or error)
        return False
    return True


def _changes(report: Report) -> dict[str, dict[str, int]]:
    if not report.outcome.published:
        return {}
    return {each.table: dict(each.counts) for each in report.outcome.changes.tables if any(each.counts.values())}


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines: list[tuple[object, ...]] = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in lines)


def _as_json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
