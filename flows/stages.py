"""The road from raw documents to a release as plain functions: read and extract, consolidate, validate, release.

The Prefect flow and `run --direct` call the same functions. What needs data frames is imported where it is used: the
processes that read and extract need none, and they are started while there is nothing else to wait for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows import reporting
from flows.batches import Progress, Work, in_processes, read_and_extract_files
from flows.concluding import conclude, counted, going_with, preview
from flows.engines import LOCAL, cores
from flows.found import Found
from flows.plan import Plan
from flows.reading import Reject, list_folder, standing
from flows.reading.corrections import read_corrections
from flows.reading.document import Correction
from flows.reading.unfulfilled import Unfulfilled
from flows.refusals import CannotRun, NotFulfilled, message
from flows.reporting import Clock, Report, clock, timed
from flows.storing.store import Store, cache_folder, default_folder

if TYPE_CHECKING:
    from flows.release import Outcome
    from flows.release.remote import WorkingCopy
    from schemas.stored import Stored

log = logging.getLogger(__name__)

# So many rejects are named in the log.
_MOST_LOGGED = 10

Rows = dict[str, Iterable[dict[str, object]]]


def run(plan: Plan, progress: Progress) -> Report:
    """The whole road in this process; one that fails leaves its reason, as the hook of the flow does."""
    try:
        return until_not_overtaken(plan, lambda: _run(plan, progress))
    except Exception as error:
        if not plan.preview:
            says = f"{type(error).__name__}: {message(error)}"
            reporting.write_failure(plan.reported_in, f"publish {plan.raw} to {plan.place}", "Failed", says, error)
        raise


def until_not_overtaken(plan: Plan, attempt: Callable[[], Report]) -> Report:
    """Where releases go to an object store, begin again if somebody else has published there meanwhile."""
    if plan.address is None:
        return attempt()
    from flows.release import remote

    return remote.until_not_overtaken(attempt)


@contextmanager
def at_work(plan: Plan) -> Iterator[tuple[Plan, WorkingCopy | None]]:
    """The plan as it is carried out: where releases go to an object store, in a copy of what is there."""
    if plan.address is None:
        yield plan, None
        return
    from flows.release import remote

    with remote.working_copy(plan.address) as copy:
        yield replace(plan, output=copy.folder), copy


def _run(plan: Plan, progress: Progress) -> Report:
    clock.set(Clock())
    with at_work(plan) as (plan, copy):
        return _road(plan, copy, progress)


def _road(plan: Plan, copy: WorkingCopy | None, progress: Progress) -> Report:
    found = read_and_extract(plan.raw, plan.workers, progress, plan.store, plan.output, plan.engine)
    check_found(found, plan.raw, plan.allow_shrink)
    rows = consolidate(found)
    unfulfilled = check_requests(rows, found, plan)
    tables = validate(rows, found)
    found = found.without_documents()
    if plan.preview:
        return preview(tables, found, plan, unfulfilled)
    outcome = release(tables, found, plan.output, plan.allow_shrink, plan.version)
    if copy:
        outcome = upload(copy, outcome)
    if plan.site:
        show(outcome, plan)
    report = conclude(found, tables, outcome, plan.reported_in, unfulfilled)
    log.info(reporting.line(report))
    return report


@timed
def read_and_extract(
    raw: Path,
    workers: int | None,
    progress: Progress,
    store: Path | None = None,
    output: Path | None = None,
    engine: str = LOCAL,
) -> Found:
    """Read every document under a folder and extract its claims; what cannot be read or extracted is rejected.

    Only what is not in the store is read, by the workers of an engine; the result depends on none of these. `progress`
    is told how many files of how many are done. Of identical texts the document stands that the newest release under
    `output` has.

    Raises `MachineFault` where the machine, or what is installed on it, cannot read or extract documents.
    """
    listing = list_folder(raw)
    corrections, bad, unfulfilled = read_corrections(listing.root)
    shelf = _store(store or default_folder(raw), corrections)
    work = _work(engine, workers or cores())
    entries, rejects, effort = read_and_extract_files(listing.paths, listing.root, work, shelf, progress)
    read = [*entries.documents()]
    documents, others = standing((document for document, _ in read), partial(_preferred, corrections, output))
    rejects += [reject for _, beside in read for reject in beside]
    kept = {document.document_id for document in documents}
    return Found(
        documents=tuple(documents),
        entries=entries.only(document.key for document, _ in read if document.document_id in kept),
        rejects=_logged(sorted([*listing.rejects, *rejects, *others, *bad], key=_place)),
        corrections=corrections,
        unfulfilled=unfulfilled,
        skipped=listing.parts_of_pages,
        effort=effort,
        store=shelf.path,
        output=output,
        keys=shelf.keys_of(documents),
    )


def _work(engine: str, workers: int) -> Work:
    """What reads and extracts batches of files, as `Plan.engine` says."""
    if engine == LOCAL:
        return in_processes(workers, warm_up)
    from flows.cluster import on_dask

    return on_dask(engine.partition("=")[2], workers, warm_up)


def _place(reject: Reject) -> tuple[str, str, str]:
    return reject.raw_path, reject.reason, reject.column or ""


def _preferred(corrections: Iterable[Correction], output: Path | None) -> Sequence[Collection[str]]:
    """Which documents stand for others with the same text: one that is to go, so that its text goes, then those known.

    So neither counts nor identifiers move when a copy comes.
    """
    from flows.release import published_documents

    gone = {each.document_id for each in corrections if each.action.startswith("remove-") and each.document_id}
    return gone, published_documents(output) if output else ()


def _store(folder: Path, corrections: Iterable[Correction]) -> Store:
    """What was extracted before; nothing of what was removed on request is kept there."""
    removals = [each for each in corrections if each.is_removal]
    if not removals:
        return Store(folder)
    from flows.consolidation.removals import removed

    return Store(folder, removed(removals).affects, repr(removals))


def check_found(found: Found, raw: Path, allow_shrink: bool) -> None:
    """Raise `CannotRun` where there is no document: more often a mistake than a wish to withdraw everything."""
    if found.documents or allow_shrink:
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in counted(reject.reason for reject in found.rejects))
    why = f"none of its {len(found.rejects)} files can be read ({reasons})" if found.rejects else "has no document"
    raise CannotRun(f"{raw}: {why}; put documents there, or withdraw everything with --allow-shrink")


@timed
def consolidate(found: Found) -> Rows:
    """Claims of all documents become the rows of every table; what nothing new bears on stays as it was released."""
    from flows import consolidation, continuing

    last = continuing.last(found.store, found.output, found.keys) if found.store and found.output else None
    return consolidation.consolidate(found.documents, found.entries, found.rejects, found.corrections, last)


def check_requests(rows: Rows, found: Found, plan: Plan) -> tuple[Unfulfilled, ...]:
    """The corrections that cannot be applied and are to be done without, `rows` being what was consolidated.

    Raises `NotFulfilled` with everything that people asked for and cannot be done, where anything of it is a removal or
    the plan does not say to publish anyway.
    """
    if not found.corrections and not found.unfulfilled:
        return ()
    from flows import release
    from flows.consolidation.unfulfilled import Run, unfulfilled

    def last(table: str) -> Stored | None:
        return release.last_table(plan.output, table)

    def written(file: str) -> float:
        with suppress(OSError):
            return (plan.raw / file).stat().st_mtime
        return 0.0

    run = Run(found.corrections, found.documents, found.rejects, rows, last, written)
    problems = (*found.unfulfilled, *unfulfilled(run, plan.allow_shrink))
    if any(each.removal or not plan.publish_anyway for each in problems):
        raise NotFulfilled(problems)
    for each in problems:
        log.warning("a correction is not in force: %s", each)
    return problems


@timed
def validate(rows: Rows, found: Found) -> dict[str, Stored]:
    """The rows that hold, as typed tables in files; those that do not are in `quarantine`. No rows are left."""
    from flows.storing.engine import confine, opened
    from flows.storing.temporary import Beside
    from schemas.validation import Gate, split_taken

    def take(name: str) -> Iterable[dict[str, object]]:
        return rows.pop(name, ())

    beside = Beside()
    with opened() as database:
        confine(database, 1 / 2)  # beside the one that rows are taken from
        return split_taken(take, found.texts, Gate(database, beside.path, beside))


@timed
def release(
    tables: dict[str, Stored], found: Found, output: Path, allow_shrink: bool, version: str | None = None
) -> Outcome:
    """Publish the tables as the next release, or find that nothing has changed.

    A declared version must not be less than what changed. The measured accuracy of the extraction goes with them, as
    far as there is a measurement.
    """
    from flows import continuing, release

    extras, removed = going_with(found)
    outcome = release.publish(
        tables, output, allow_shrink=allow_shrink, extras=extras, version=version, removed=removed
    )
    if found.store:
        continuing.leave(found.store, outcome.folder, found.keys)
    return outcome


@timed
def upload(copy: WorkingCopy, outcome: Outcome) -> Outcome:
    """Have in the object store what was published in the copy. Raises `Overtaken`: then nothing of it counts."""
    copy.upload()
    return replace(outcome, address=copy.address_of(outcome.version))


@timed
def show(outcome: Outcome, plan: Plan) -> None:
    """Make the pages of what was published. What goes wrong costs the pages, not the release, and is reported."""
    from flows import site

    if plan.site is None:
        return
    charts = cache_folder() / "charts"
    try:
        built = site.build(outcome.folder, plan.site, plan.raw, workers=plan.workers or cores(), pictures=charts)
        log.info("site: %s: %s pages, %s files written", built.folder / "index.html", built.pages, built.written)
    except (OSError, ValueError, CannotRun) as error:
        log.error("the release is published, but its pages are not up to date: %s", message(error))


def warm_up() -> None:
    """Import what the later stages need: it takes a second, to be spent while there is something to wait for."""
    import pyarrow.dataset  # noqa: F401  by which Parquet is read

    import flows.consolidation.review
    import flows.release  # noqa: F401
    import schemas.validation  # noqa: F401


def _logged(rejects: Sequence[Reject]) -> tuple[Reject, ...]:
    """The rejects, of which the first are named in the log; all of them go to quarantine."""
    for reject in rejects[:_MOST_LOGGED]:
        log.warning("%s: %s: %s", reject.raw_path, reject.reason, reject.value)
    if len(rejects) > _MOST_LOGGED:
        log.warning("and %s more files were rejected", f"{len(rejects) - _MOST_LOGGED:,}")
    return tuple(rejects)
