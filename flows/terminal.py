"""What a person sees: the log, the progress bar, the summary of a run, changes and problems."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from flows.entries import TABLE_OF
from flows.printable import UNSAFE, safe

if TYPE_CHECKING:
    from flows.batches import Progress
    from flows.consolidation.review import Item
    from flows.release import Changes
    from flows.reporting import Report

# One console for log and progress bar, so that neither writes into the other.
stderr = Console(stderr=True, highlight=False, soft_wrap=True)
_FORMATTER = logging.Formatter()


def as_json(value: object, indent: int | None = None) -> str:
    """The same for programs: what would steer a terminal is written as JSON escapes it."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return written.translate({code: f"\\u{code:04x}" for code in UNSAFE})


class _Log(logging.Handler):
    """One line for each event, with the time and the run it is of; a traceback only for those who debug."""

    def __init__(self, debug: bool) -> None:
        super().__init__(logging.DEBUG if debug else logging.INFO)
        self.debug = debug
        # Prefect's own logger speaks of its temporary server; its flows and tasks have loggers of their own.
        self.addFilter(lambda record: debug or record.name != "prefect" or record.levelno > logging.INFO)

    def emit(self, record: logging.LogRecord) -> None:
        """Print the event."""
        who = getattr(record, "task_run_name", None) or getattr(record, "flow_run_name", None) or record.name
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        lines = record.getMessage().split("\n")
        if self.debug and record.exc_info:
            lines += _FORMATTER.formatException(record.exc_info).split("\n")
        shown = "\n".join(lines if self.debug else lines[:1])
        stderr.print(escape(safe(f"{_FORMATTER.formatTime(record, '%H:%M:%S')} {who}: {level}{shown}")))


def show_log(debug: bool = False) -> None:
    """Send the log of the flow and of the stages to standard error."""
    handler = _Log(debug)
    for name in ("flows", "prefect"):
        logger = logging.getLogger(name)
        logger.handlers = [other for other in logger.handlers if not isinstance(other, _Log)] + [handler]
    logging.getLogger("flows").setLevel(handler.level)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar with rate and remaining time on a terminal, nothing elsewhere."""
    if not stderr.is_terminal:
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Bar(*columns, console=stderr, transient=True) as bar:
        task = bar.add_task("reading", total=None, visible=False)

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=done < total)

        yield update


def show_summary(report: Report) -> None:
    """What a run did, in three lines."""
    outcome, counts = report.outcome, report.outcome.counts
    print(f"v{outcome.version} {'published' if outcome.published else 'is up to date, nothing new'}: {outcome.folder}")
    shown = (counted(counts[name], name) for name in ("documents", *TABLE_OF.values()))
    print(f"  {', '.join(shown)}, {counted(counts['evidence'], 'passages')}")
    if outcome.published and outcome.changes.previous:
        print(f"  since v{outcome.changes.previous}: {_changes(outcome.changes)}")
    if report.not_in_force:
        which = outcome.folder / "quarantine.csv"
        print(f"  NOT IN FORCE: {counted(report.not_in_force, 'corrections')} by people, see {which}")
    if report.skipped:
        print(f"  {counted(report.skipped, 'files')} of saved web pages skipped (NAME_files/ beside NAME.html)")
    if report.quarantined:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.quarantined.items())
        print(f"  {counts['quarantine']:,} in quarantine ({reasons}): {outcome.folder / 'quarantine.csv'}")


def counted(number: int, things: str) -> str:
    """A number of things, which are one thing if it is one."""
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"


def _changes(changes: Changes) -> str:
    counted = {table.table: table.counts for table in changes.tables if any(table.counts.values())}
    told = "; ".join(
        f"{table} " + ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        for table, counts in counted.items()
        if table != "evidence"
    )
    return told or ("other passages" if counted else f"{changes.level} changes of form or description")


def show_changes(changes: Changes, form: str) -> None:
    """What changed between two releases and why, as a release itself tells it: CHANGES.md or changes.json."""
    from flows.release import as_json as changes_as_json
    from flows.release import as_markdown

    version = str(changes.version)
    if form == "json":
        print(as_json(changes_as_json(version, changes), indent=2))
    else:
        print(safe(as_markdown(version, changes)), end="")
    print(f"{changes.level or 'no'} change", file=sys.stderr)


def show_review(items: Sequence[Item], form: str) -> None:
    """What to look at, the most urgent first: one line of JSON each, or some lines for a person."""
    for item in items:
        if form == "json":
            print(as_json(asdict(item)))
            continue
        told = [f"{item.why}: {item.table} {item.row_id or ''}".rstrip(), f"    {item.says}" if item.says else ""]
        if item.passage:
            where = f"{item.document_id}: " if item.document_id else ""
            told.append(f"    {where}“{' '.join(item.passage.split())}”")
        print(safe("\n".join(filter(None, told))))
    print(f"{counted(len(items), 'things')} to look at", file=sys.stderr)


def show_problems(problems: Sequence[object], checked: str) -> None:
    """Problems one to a line on standard output, and how many there are of them on standard error."""
    for problem in problems:
        print(safe(str(problem)))
    print(f"{checked}: {counted(len(problems), 'problems')}", file=sys.stderr)
