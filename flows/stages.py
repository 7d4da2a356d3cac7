"""The road from raw documents to a release as plain functions: read and extract, consolidate, validate, release.

The Prefect flow and `run --direct` call the same functions. What needs data frames is imported where it is used: the
processes that read and extract need none, and they are started while there is nothing else to wait for.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows.extraction import extract
from flows.extraction.claims import Extraction
from flows.reading import Document, Reject, list_folder, read_all, supersede

if TYPE_CHECKING:
    import pandas as pd

    from flows.release import Outcome

log = logging.getLogger(__name__)

BATCH_SIZE = 64
# Fewer documents than this are read sooner than another process is started.
_WORTH_A_PROCESS = 4 * BATCH_SIZE
# So many rejects are named in the log.
_TOLD = 10

Progress = Callable[[int, int], None]
Rows = Mapping[str, list[dict[str, object]]]


class CannotRun(Exception):
    """A run that cannot start or must not go on; the message is one line that says what to do."""


class WrongPath(CannotRun):
    """A folder that the command was told to use and cannot."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read and found in it: documents and extractions by id, rejects by path."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: the release it ended with, and what is in its quarantine, by reason."""

    outcome: Outcome
    quarantined: Mapping[str, int]


def run(raw: Path, output: Path, workers: int | None, allow_shrink: bool, progress: Progress) -> Report:
    """The whole road in this process."""
    found = read_and_extract(raw, workers, progress)
    check_found(found, raw, allow_shrink)
    tables = validate(consolidate(found), found)
    return report(tables, release(tables, output, allow_shrink))


def check_paths(raw: Path, output: Path) -> None:
    """Raise `WrongPath` where a run could only fail: no folder to read, none to write to."""
    if not raw.is_dir():
        what = "is not a folder" if raw.exists() else "does not exist"
        raise WrongPath(f"{raw}: {what}; name the folder of documents with --raw")
    if not os.access(raw, os.R_OK | os.X_OK):
        raise WrongPath(f"{raw}: cannot be read; give yourself the right to, or name another folder with --raw")
    nearest = next(folder for folder in (output, *output.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        raise WrongPath(f"{nearest}: is not a folder; name the folder for releases with --output")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise WrongPath(f"{nearest}: cannot be written to; give yourself the right to, or name another with --output")


def read_and_extract(raw: Path, workers: int | None, progress: Progress) -> Found:
    """Read every document under a folder and extract its claims; what cannot be read or extracted is rejected.

    The result does not depend on the number of workers. `progress` is told how many files of how many are done.
    """
    listing = list_folder(raw)
    paths, total = listing.paths, len(listing.paths)
    batches = [paths[start : start + BATCH_SIZE] for start in range(0, total, BATCH_SIZE)]
    found, done = [], 0
    progress(0, total)
    for batch, result in zip(batches, _results(batches, listing.root, workers or _cores()), strict=True):
        found.append(result)
        done += len(batch)
        progress(done, total)
    documents, older = supersede(document for batch in found for document in batch.documents)
    kept = {document.document_id for document in documents}
    extractions = (extraction for batch in found for extraction in batch.extractions)
    rejects = (reject for batch in found for reject in batch.rejects)
    return Found(
        documents=tuple(documents),
        extractions=tuple(sorted((e for e in extractions if e.document_id in kept), key=lambda e: e.document_id)),
        rejects=_told(sorted([*listing.rejects, *rejects, *older], key=lambda reject: reject.raw_path)),
    )


def check_found(found: Found, raw: Path, allow_shrink: bool) -> None:
    """Raise `CannotRun` where there is no document: more often a mistake than a wish to withdraw everything."""
    if found.documents or allow_shrink:
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in _counted(reject.reason for reject in found.rejects))
    why = f"none of its {len(found.rejects)} files can be read ({reasons})" if found.rejects else "has no document"
    raise CannotRun(f"{raw}: {why}; put .txt or .md files there, or withdraw everything with --allow-shrink")


def consolidate(found: Found) -> Rows:
    """Claims of all documents become the rows of every table."""
    from flows import consolidation

    return consolidation.consolidate(found.documents, found.extractions, found.rejects)


def validate(rows: Rows, found: Found) -> dict[str, pd.DataFrame]:
    """The rows that hold, as typed tables; those that do not are in `quarantine`."""
    from schemas import validation

    return validation.split(rows, {document.document_id: document.text for document in found.documents})


def release(tables: dict[str, pd.DataFrame], output: Path, allow_shrink: bool) -> Outcome:
    """Publish the tables as the next release, or find that nothing has changed.

    The measured accuracy of the extraction goes with them, as far as there is a measurement.
    """
    from flows import release
    from flows.consolidation.facts import ACCURACY

    extras = {ACCURACY.name: ACCURACY.read_bytes()} if ACCURACY.exists() else {}
    return release.publish(tables, output, allow_shrink=allow_shrink, extras=extras)


def report(tables: Mapping[str, pd.DataFrame], outcome: Outcome) -> Report:
    """What a run did, in numbers."""
    return Report(outcome, dict(_counted(tables["quarantine"]["reason"])))


def warm_up() -> None:
    """Import what the later stages need, and validate nothing once, which makes pandera ready.

    It takes a second or two, to be spent while there is something to wait for.
    """
    import schemas.validation

    schemas.validation.split({}, {})


def _results(batches: Sequence[Sequence[Path]], root: Path, workers: int) -> Iterator[Found]:
    batch_of = partial(_read_and_extract_batch, root=root)
    if workers == 1 or sum(map(len, batches)) < _WORTH_A_PROCESS:
        yield from map(batch_of, batches)
        return
    # Started afresh, not forked: the flow's process has threads, and a fork of those can hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(batches)), context) as pool:
        yield from pool.map(batch_of, batches)


def _read_and_extract_batch(paths: Sequence[Path], root: Path) -> Found:
    documents, rejects = read_all(paths, root)
    read, extractions = [], []
    for document in documents:
        try:
            extractions.append(extract(document))
            read.append(document)
        except Exception as error:  # a fault of the extractor costs one document, not the run
            log.debug("%s: the extractor failed on it", document.raw_path, exc_info=True)
            value = f"{type(error).__name__}: {error}"
            rejects.append(Reject(document.document_id, "extraction-failed", value, document.raw_path))
    return Found(tuple(read), tuple(extractions), tuple(rejects))


def _told(rejects: Sequence[Reject]) -> tuple[Reject, ...]:
    """The rejects, of which the first are named in the log; all of them go to quarantine."""
    for reject in rejects[:_TOLD]:
        log.warning("%s: %s: %s", reject.raw_path, reject.reason, reject.value)
    if len(rejects) > _TOLD:
        log.warning("and %s more files were rejected", f"{len(rejects) - _TOLD:,}")
    return tuple(rejects)


def _counted(reasons: Iterable[str]) -> list[tuple[str, int]]:
    """How often each reason occurs, the most frequent first."""
    return sorted(Counter(reasons).items(), key=lambda item: (-item[1], item[0]))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
