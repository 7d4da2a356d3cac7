"""Prints what people see on a terminal: the log, the progress bar, summaries of runs, changes and problems."""

from __future__ import annotations

import csv
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from flows.extraction.claims import TABLE_OF
from flows.printable import UNSAFE, safe

if TYPE_CHECKING:
    from flows.batches import Progress
    from flows.collecting import Collected
    from flows.consolidation.review import Item
    from flows.desk import Exported
    from flows.previewing import Preview
    from flows.release import Changes, Pruned
    from flows.reporting import Report
    from flows.site import Built

# One console for log and progress bar, so that neither writes into the other.
stderr = Console(stderr=True, highlight=False, soft_wrap=True)
_FORMATTER = logging.Formatter()


def as_json(value: object, indent: int | None = None) -> str:
    """Return a value as JSON for programs; characters that could control a terminal are escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return written.translate({code: f"\\u{code:04x}" for code in UNSAFE})


class _Log(logging.Handler):
    """Prints one line per event to standard error, with time and run; with `debug` the whole message and traceback."""

    def __init__(self, debug: bool) -> None:
        super().__init__(logging.DEBUG if debug else logging.INFO)
        self.debug = debug
        # The logger "prefect" itself only reports on the temporary server; flows and tasks have other loggers.
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
    """Send the logs of Prefect and of this program to standard error."""
    handler = _Log(debug)
    for name in ("flows", "prefect"):
        logger = logging.getLogger(name)
        logger.handlers = [other for other in logger.handlers if not isinstance(other, _Log)] + [handler]
    logging.getLogger("flows").setLevel(handler.level)


@contextmanager
def progress_bar(doing: str = "reading") -> Iterator[Progress]:
    """Show a progress bar with the remaining time while the context lasts, if standard error is a terminal."""
    if not stderr.is_terminal:
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    bar = Bar(*columns, console=stderr, transient=True)
    task = bar.add_task(doing, total=None)

    def update(done: int, total: int) -> None:
        if 0 < done < total:  # it starts a thread, and then few documents are read more slowly
            bar.start()
        bar.update(task, completed=done, total=total, visible=done < total)

    try:
        yield update
    finally:
        bar.stop()


def show_summary(report: Report) -> None:
    """Print what a run did, in a few lines."""
    outcome, counts = report.outcome, report.outcome.counts
    print(f"v{outcome.version} {'published' if outcome.published else 'is up to date, nothing new'}: {outcome.place}")
    shown = (counted(counts[name], name) for name in ("documents", *TABLE_OF.values()))
    print(f"  {', '.join(shown)}, {counted(counts['evidence'], 'passages')}")
    if outcome.published and outcome.changes.previous:
        print(f"  since v{outcome.changes.previous}: {_changes(outcome.changes)}")
    if report.pages_fault:
        print(safe(f"  PAGES NOT UP TO DATE: {report.pages_fault}"))
    if report.not_in_force:
        which = f"{outcome.place}/quarantine.csv"
        print(f"  NOT IN FORCE: {counted(report.not_in_force, 'corrections')} by people, see {which}")
        for each in report.unfulfilled:
            print(safe(f"    {each}"))
    if report.skipped:
        print(f"  {counted(report.skipped, 'files')} of saved web pages skipped (NAME_files/ beside NAME.html)")
    if report.quarantined:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.quarantined.items())
        print(f"  {counts['quarantine']:,} in quarantine ({reasons}): {outcome.place}/quarantine.csv")
    if report.to_review:
        kinds = ", ".join(f"{kind} {new:,} of {every:,}" for kind, (every, new) in report.to_review.items())
        every, new = (sum(numbers) for numbers in zip(*report.to_review.values(), strict=True))
        print(f"  to review: {new:,} new of {every:,} ({kinds}): inspection-facts review {outcome.place}")


def show_collected(collected: Collected) -> None:
    """Print what a run of `collect` did or, for a preview, what it would fetch, with warnings on standard error."""
    from flows.collecting import reporting

    if not collected.preview:
        print(safe("\n".join(reporting.summary(collected))))
        return
    for line in reporting.preview(collected):
        print(safe(line))
    wanted = sum(len(each.wanted) for each in collected.sources)
    print(f"PREVIEW, no document is fetched: {counted(wanted, 'documents')} would be", file=sys.stderr)
    for each in collected.sources:
        for says in filter(None, (each.skipped, *each.warnings)):
            print(safe(f"{each.name}: {says}"), file=sys.stderr)


def show_preview(report: Report, preview: Preview) -> None:
    """Print what a run would publish, in the form of `CHANGES.md`, and what would be new for review."""
    from flows.release import as_markdown

    outcome = report.outcome
    if outcome.changes.level:
        print(f"PREVIEW, nothing is published: v{outcome.version} would be {outcome.place}\n")
        print(safe(as_markdown(outcome.version, outcome.changes)))
    else:
        print(f"PREVIEW, nothing is published: v{outcome.version} is up to date, nothing would be new\n")
    if report.unfulfilled:
        print("## Corrections that would not be in force\n")
        print(safe("\n".join(f"- {each}" for each in report.unfulfilled)), end="\n\n")
    lists = {"Conflicts": preview.conflicts, "In quarantine": preview.rejects, "For review": preview.review}
    for title, news in lists.items():
        print(f"## {title}: {news.every:,}, of which new: {news.new:,}\n")
        shown = [f"- {line}" for line in news.first]
        if left := news.new - len(shown):
            shown.append(f"- and {left:,} more")
        if shown:
            print(safe("\n".join(shown)), end="\n\n")


def counted(number: int, plural: str) -> str:
    """Return a number with a noun: "2 documents", or "1 document" from the plural `documents`."""
    return f"{number:,} {plural.removesuffix('s') if number == 1 else plural}"


def _changes(changes: Changes) -> str:
    counted = {table.table: table.counts for table in changes.tables if any(table.counts.values())}
    summary = "; ".join(
        f"{table} " + ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        for table, counts in counted.items()
        if table != "evidence"
    )
    return summary or ("only passages" if counted else f"{changes.level} changes to layout or descriptions")


def show_changes(changes: Changes, form: str) -> None:
    """Print what changed between two releases and why, in the form of changes.json (`form` "json") or CHANGES.md."""
    from flows.release import as_json as changes_as_json
    from flows.release import as_markdown

    version = str(changes.version)
    if form == "json":
        print(as_json(changes_as_json(version, changes), indent=2))
    else:
        print(safe(as_markdown(version, changes)), end="")
    print(f"{changes.level or 'no'} change", file=sys.stderr)


def show_review(items: Sequence[Item], form: str, limit: int | None, where: Path | str, aside: int = 0) -> None:
    """Print review items, the most consequential first, and how many there are of each kind.

    - `form`: "text" for people; "json" or "csv" (one line per item) for programs, with the counts on standard error.
    - `limit`: print at most this many items; None for all.
    - `where`: the folder or address of the release, for the heading.
    - `aside`: how many items were left out because they are set aside in the desk.
    """
    from flows.consolidation.review import Item, counts

    shown, names = items[:limit], [each.name for each in fields(Item) if each.compare]
    summary = f"{where}: {counted(len(items), 'items')} to review"
    if form == "text":
        print(safe("\n\n".join([_overview(items, summary), *map(_item, shown)])))
    elif form == "csv":
        cells = ([_cell(getattr(item, name)) for name in names] for item in shown)
        csv.writer(sys.stdout, lineterminator="\n").writerows([names, *cells])
    else:
        for item in shown:
            print(as_json({name: getattr(item, name) for name in names}))
    if form != "text":
        print(f"{summary} ({', '.join(f'{count:,} {kind}' for kind, count in counts(items).items())})", file=sys.stderr)
    if left := len(items) - len(shown):
        print(f"{left:,} more are not shown: see them with --limit all, or choose with --kind, --body", file=sys.stderr)
    if aside:
        print(f"{counted(aside, 'items')} set aside in the review desk: see them too with --all", file=sys.stderr)


def _overview(items: Sequence[Item], summary: str) -> str:
    from flows.consolidation.review import KINDS, counts

    lines = [summary]
    for kind, count in counts(items).items():
        reasons = Counter(item.why for item in items if item.kind == kind).most_common()
        named = "" if reasons[0][0] == kind else f" ({', '.join(f'{number:,} {why}' for why, number in reasons)})"
        lines.append(f"{count:>8,}  {kind}: {KINDS[kind]}{named}")
    return "\n".join(lines)


def _item(item: Item) -> str:
    lines = [f"{item.why}: {item.table} {item.row_id or ''}".rstrip(), f"    {item.says}" if item.says else ""]
    if item.passage:
        where = f"{item.document_id}: " if item.document_id else ""
        lines.append(f"    {where}“{' '.join(item.passage.split())}”")
    return "\n".join(filter(None, lines))


def _cell(text: str | None) -> str:
    """Return a cell of CSV; text that a spreadsheet could run as a formula becomes JSON text, as in quarantine."""
    text = safe(text or "")
    return as_json(text) if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def show_pruned(pruned: Pruned, preview: bool) -> None:
    """Print which releases were or would be removed, and how many are kept and why."""
    for name in (*(f"v{version}" for version in pruned.gone), *(f"{name}, in no list," for name in pruned.unlisted)):
        print(f"{name} {'would be pruned' if preview else 'pruned'}")
    size = f", {pruned.bytes / 1e6:,.1f} MB" if pruned.bytes else ""
    why = f": all of version {pruned.kept[-1].major}, and the last ones" if pruned.kept else ""
    print(
        f"{counted(len(pruned.gone), 'releases')} {'to prune' if preview else 'pruned'}{size}; "
        f"{counted(len(pruned.kept), 'releases')} kept{why}",
        file=sys.stderr,
    )


def show_site(built: Built) -> None:
    """Print where the site is, and how many of its files are new or removed."""
    print(f"{built.folder / 'index.html'}")
    print(
        f"v{built.version}: {counted(built.pages, 'pages')}, {counted(built.files, 'files')}: "
        f"{built.written:,} written, {built.removed:,} removed, the others as they were",
        file=sys.stderr,
    )


def show_exported(exported: Exported) -> None:
    """Print the folder of exported lessons, how many there are, and which documents were left out and why."""
    print(exported.folder)
    summary = f"{counted(exported.documents, 'documents')}, {counted(exported.labels, 'labels')} that a person decided"
    print(summary, file=sys.stderr)
    for name, why in exported.left_out.items():
        print(safe(f"left out: {name}: {why}"), file=sys.stderr)


def show_problems(problems: Sequence[object], checked: str) -> None:
    """Print problems to standard output, one per line, and to standard error what was `checked` and their number."""
    for problem in problems:
        print(safe(str(problem)))
    print(f"{checked}: {counted(len(problems), 'problems')}", file=sys.stderr)
