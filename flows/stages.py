"""The stages from raw documents to a release as plain functions: read and extract, consolidate, validate, release.

The Prefect flow and `run --direct` call the same functions. Modules that need pandas are imported where they are used,
because the processes that read and extract do not need them and start faster without them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from flows import reporting
from flows.batches import Progress, Work, process_work, read_and_extract_files
from flows.clock import Clock, clock, timed
from flows.concluding import conclude, counted, draft_of, preview, reported
from flows.engines import LOCAL, cores
from flows.faults import machine_fault
from flows.found import ExtractedDocuments
from flows.plan import Plan, check_paths
from flows.reading import Reject, list_folder, select_current
from flows.reading.corrections import read_corrections
from flows.reading.document import Correction
from flows.refusals import CannotRun, NotFulfilled, message
from flows.reporting import Report
from flows.storing.store import Store, cache_folder, default_folder

if TYPE_CHECKING:
    from flows.release import Outcome
    from flows.release.remote import WorkingCopy
    from schemas.stored import Stored

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# Name at most this many rejects in the log.
_MOST_LOGGED = 10

Rows = dict[str, Iterable[dict[str, object]]]


class Call(Protocol):
    """Calls a stage with its arguments: as it is, or as a task of Prefect."""

    def __call__(self, stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the stage returns."""


def _directly(stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    return stage(*args, **kwargs)


def run(plan: Plan, progress: Progress) -> Report:
    """Run all stages in this process without Prefect; reports a failure, except in a preview, as the flow does."""
    with reported(plan):
        check_paths(plan)
        report = run_stages(plan, progress)
    if not plan.preview:
        log.info(reporting.line(report))
    return report


def run_stages(plan: Plan, progress: Progress, call: Call = _directly) -> Report:
    """Run all stages in their order, each by `call`; those of a preview end before anything is published.

    With an object store they work on a local copy of it, and again from the start if somebody else has published there
    meanwhile.
    """
    if plan.address is None:
        return _run_stages(plan, None, progress, call)
    from flows.release import remote

    def attempt() -> Report:
        with remote.working_copy(str(plan.address)) as copy:
            return _run_stages(replace(plan, output=copy.folder), copy, progress, call)

    return remote.until_not_overtaken(attempt)


def _run_stages(plan: Plan, copy: WorkingCopy | None, progress: Progress, call: Call) -> Report:
    clock.set(Clock())
    found = call(read_and_extract, plan.raw, plan.workers, progress, plan.store, plan.output, plan.engine)
    check_found(found, plan.raw, plan.allow_shrink)
    rows = call(consolidate, found)
    found = check_requests(rows, found, plan)
    tables = call(validate, rows, found)
    found = found.without_documents()
    if plan.preview:
        return preview(tables, found, plan)
    outcome = call(release, tables, found, plan.output, plan.allow_shrink, plan.version)
    if copy:
        outcome = call(upload, copy, outcome)
    pages_fault = call(show, outcome, plan, plan.site) if plan.site else None
    return conclude(found, tables, outcome, plan.reported_in, pages_fault)


@timed
def read_and_extract(
    raw: Path,
    workers: int | None,
    progress: Progress,
    store: Path | None = None,
    output: Path | None = None,
    engine: str = LOCAL,
) -> ExtractedDocuments:
    """Read all documents under a folder and extract their claims; files that cannot be read or extracted are rejected.

    Documents that are in the store are not read again. The result does not depend on the store, the engine and the
    number of workers (None for one per core). `progress` is called with the number of files done and of all files. Of
    documents with identical texts, the one in the newest release under `output` is kept.

    Raises `MachineFault` if the machine or the installation is at fault.
    """
    listing = list_folder(raw)
    corrections, bad, unfulfilled = read_corrections(listing.root)
    opened_store = _open_store(store or default_folder(raw), corrections)
    work = _work(engine, workers or cores())
    entries, rejects, effort = read_and_extract_files(listing.paths, listing.root, work, opened_store, progress)
    read = [*entries.documents()]
    documents, others = select_current((document for document, _ in read), partial(_preferred, corrections, output))
    rejects += [reject for _, of_sidecar in read for reject in of_sidecar]
    kept = {document.document_id for document in documents}
    return ExtractedDocuments(
        documents=tuple(documents),
        entries=entries.only(document.key for document, _ in read if document.document_id in kept),
        rejects=_logged([*listing.rejects, *rejects, *others, *bad]),
        corrections=corrections,
        unfulfilled=unfulfilled,
        skipped=listing.parts_of_pages,
        effort=effort,
        store=opened_store.path,
        output=output,
        keys=opened_store.keys_of(documents),
    )


def _work(engine: str, workers: int) -> Work:
    """Return the engine that reads and extracts batches of files; `engine` as in `Plan`."""
    if engine == LOCAL:
        return process_work(workers, warm_up)
    from flows.cluster import dask_work

    return dask_work(engine.partition("=")[2], workers, warm_up)


def _preferred(corrections: Iterable[Correction], output: Path | None) -> Sequence[Collection[str]]:
    """Return the ids of documents to prefer if several documents have the same text, the most preferred ids first.

    Documents to be removed on request come first, so that their text is removed although there is a copy; then those of
    the newest release, so that a new copy changes neither counts nor identifiers.
    """
    from flows.release import published_documents

    gone = {each.document_id for each in corrections if each.is_removal and each.document_id}
    return gone, published_documents(output) if output else ()


def _open_store(folder: Path, corrections: Iterable[Correction]) -> Store:
    """Open the store of earlier extractions; with removals, it does not keep anything that they affect."""
    removals = [each for each in corrections if each.is_removal]
    if not removals:
        return Store(folder)
    from flows.consolidation.removals import removed

    return Store(folder, removed(removals).affects, repr(removals))


def check_found(found: ExtractedDocuments, raw: Path, allow_shrink: bool) -> None:
    """Raise `CannotRun` if there is no document, unless `allow_shrink`: that is more likely a mistake than intended."""
    if found.documents or allow_shrink:
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in counted(each.reason for each in found.rejected_files))
    why = f"none of its {len(found.rejected_files)} files can be read ({reasons})" if reasons else "has no document"
    raise CannotRun(f"{raw}: {why}; put documents there, or withdraw everything with --allow-shrink")


@timed
def consolidate(found: ExtractedDocuments) -> Rows:
    """Make the rows of every table from the claims of all documents.

    Rows that no new or changed document affects are taken from the last release.
    """
    from flows import consolidation, continuing

    last = continuing.last_release(found.store, found.output, found.keys) if found.store and found.output else None
    return consolidation.consolidate(found.documents, found.entries, found.rejects, found.corrections, last)


def check_requests(rows: Rows, found: ExtractedDocuments, plan: Plan) -> ExtractedDocuments:
    """Return `found` with all corrections that cannot be applied as `unfulfilled`; `rows` are consolidated rows.

    Raises `NotFulfilled`, with all these corrections, if one of them is a removal or the plan does not say
    `publish_anyway`.
    """
    if not found.corrections and not found.unfulfilled:
        return found
    from flows import release
    from flows.consolidation.unfulfilled import Run, unfulfilled

    def written(file: str) -> float:
        with suppress(OSError):
            return (plan.raw / file).stat().st_mtime
        return 0.0

    last = partial(release.last_table, plan.output)
    run = Run(found.corrections, found.documents, found.rejects, rows, last, written)
    problems = (*found.unfulfilled, *unfulfilled(run, plan.allow_shrink))
    if any(each.removal or not plan.publish_anyway for each in problems):
        raise NotFulfilled(problems)
    for each in problems:
        log.warning("a correction is not in force: %s", each)
    return replace(found, unfulfilled=problems)


@timed
def validate(rows: Rows, found: ExtractedDocuments) -> dict[str, Stored]:
    """Return the valid rows as typed tables in files, and the others in the table `quarantine`; empties `rows`."""
    from flows.storing.engine import confine, opened
    from flows.storing.temporary import TemporaryFolder
    from schemas.validation import Gate, split

    folder = TemporaryFolder()
    with opened(len(found.documents)) as database:
        confine(database, 1 / 2)  # half of the memory, because the database that the rows come from is still open
        return split(lambda name: rows.pop(name, ()), found.texts, Gate(database, folder.path, folder))


@timed
def release(
    tables: dict[str, Stored], found: ExtractedDocuments, output: Path, allow_shrink: bool, version: str | None = None
) -> Outcome:
    """Publish the tables as the next release, unless nothing has changed.

    `version` must not be lower than the version computed from the changes.
    """
    from flows import continuing, release

    outcome = release.publish(draft_of(tables, found, allow_shrink, version), output)
    if found.store:
        continuing.note_release(found.store, outcome.folder, found.keys)
    return outcome


@timed
def upload(copy: WorkingCopy, outcome: Outcome) -> Outcome:
    """Upload what was published in the working copy. Raises `Overtaken` if somebody else has published meanwhile."""
    copy.upload()
    return replace(outcome, address=copy.address_of(outcome.version))


@timed
def show(outcome: Outcome, plan: Plan, to: Path) -> str | None:
    """Make the pages of the release in a folder; return what went wrong, whatever it is, in one line."""
    try:
        from flows import site

        workers, charts = plan.workers or cores(), cache_folder() / "charts"
        built = site.build(outcome.folder, to, plan.raw, workers=workers, pictures=charts)
    except Exception as error:
        fault = machine_fault(error) or f"{type(error).__name__}: {message(error)}"
        log.error("the release stands, but its pages are not up to date: %s", fault, exc_info=True)
        return fault
    log.info("site: %s: %s pages, %s files written", built.folder / "index.html", built.pages, built.written)
    return None


def warm_up() -> None:
    """Import what the later stages need, which takes a second, while other processes read and extract."""
    import pyarrow.dataset  # noqa: F401  needed to read Parquet

    import flows.consolidation.review
    import flows.release  # noqa: F401
    import schemas.validation  # noqa: F401
    from flows.fingerprint import release_version

    release_version()  # is kept


def _logged(rejects: list[Reject]) -> tuple[Reject, ...]:
    """Return the rejects in order of path, and log the first of them."""
    rejects.sort(key=lambda reject: (reject.raw_path, reject.reason, reject.column or ""))
    for reject in rejects[:_MOST_LOGGED]:
        log.warning("%s: %s: %s", reject.raw_path, reject.reason, reject.value)
    if len(rejects) > _MOST_LOGGED:
        log.warning("and %s more files, or lines beside them, were rejected", f"{len(rejects) - _MOST_LOGGED:,}")
    return tuple(rejects)
