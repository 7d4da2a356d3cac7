"""Files to entries of the store, in batches and on all cores; what the store knows is not read and extracted again.

`read_and_extract_batch` is a function of files alone, and what it makes is a table: it can run on any machine.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from time import perf_counter

import pyarrow as pa

from flows import ahead
from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.faults import INSTALL, machine_fault
from flows.reading import Document, Reject, read_all, read_bytes
from flows.reading.files import raw_path
from flows.reading.memory import peak_memory
from flows.refusals import MachineFault
from flows.reporting import Effort, together
from flows.storing.entries import Extracted, table_of
from flows.storing.keys import key_of
from flows.storing.store import Entries, Store

log = logging.getLogger(__name__)

# Small enough that no process waits long for the others at the end.
BATCH_SIZE = 32
# Fewer documents than this are read sooner than another process is started.
_WORTH_A_PROCESS = 192

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one process made of so many files, and what it took: rows of `flows.storing.entries`.

    `lasting` are the keys under which rows may be found later. What was made of a file that changed while it was read
    is not among them: nobody knows which of its bytes were read.
    """

    files: int
    rows: pa.Table
    lasting: frozenset[str]
    rejects: tuple[Reject, ...]
    effort: Effort


# What makes batches of files below a folder, in any order: in this process, in others, or on other machines.
Work = Callable[[Sequence[Path], Path], Generator[Batch, None, None]]


def read_and_extract_files(
    paths: Sequence[Path], root: Path, work: Work, store: Store, progress: Progress
) -> tuple[Entries, list[Reject], Effort]:
    """What is in the documents; what is not in the store is extracted and kept there."""
    total = len(paths)
    progress(0, total)
    keys = {path: key_of(path, root) for path in paths}
    known = {path: key for path, key in keys.items() if key in store.file_of}
    if known:
        progress(len(known), total)
    rejects: list[Reject] = []
    efforts: list[Effort] = []
    found, done = [*known.values()], len(known)
    with closing(work([path for path in paths if path not in known], root)) as batches:
        for batch in batches:
            found += store.put(batch.rows, batch.lasting)
            rejects += batch.rejects
            efforts.append(batch.effort)
            done += batch.files
            progress(done, total)
    store.flush()
    return store.entries(found), rejects, together(len(known), efforts)


def in_processes(workers: int, meanwhile: Callable[[], object]) -> Work:
    """What does batches in so many processes; `meanwhile` is done while they are at work.

    A few documents are done in this process, sooner than another is started, unless one was started ahead.
    """
    return partial(_in_processes, workers, meanwhile)


def _in_processes(
    workers: int, meanwhile: Callable[[], object], paths: Sequence[Path], root: Path
) -> Generator[Batch, None, None]:
    batches = [paths[start : start + BATCH_SIZE] for start in range(0, len(paths), BATCH_SIZE)]
    batch_of = partial(read_and_extract_batch, root=root)
    many, process = len(paths) >= _WORTH_A_PROCESS, ahead.process.get()
    if workers == 1 or not batches or not (many or process):
        ahead.end()
        yield from map(batch_of, batches)
        return
    with ThreadPoolExecutor(1) as beside, ExitStack() as stack:
        if many:
            # Started afresh, not forked: the flow's process has threads, and a fork of those can hang.
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(min(workers, len(batches)), context, _at_start)
            results = stack.enter_context(pool).map(batch_of, batches)
        elif process:
            results = (ahead.extracted(process, batch, root) for batch in batches)
        warm = beside.submit(meanwhile)
        try:
            yield from results
        except BrokenProcessPool as error:
            raise MachineFault(ahead.KILLED) from error
        ahead.end()
        warm.result()  # what it raises


def _at_start() -> None:
    ahead.without_data_frames()
    _end_with_parent()


def _end_with_parent() -> None:
    """A process of the pool would wait for work for ever if the one that gives it were killed."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def read_and_extract_batch(paths: Sequence[Path], root: Path) -> Batch:
    """Read some files below a folder and extract what is in them."""
    started = perf_counter()
    paths_of = {raw_path(path, root): path for path in paths}
    before = {place: key_of(path, root) for place, path in paths_of.items()}
    documents, rejects = read_all(paths, root)
    read = perf_counter()
    made, rows = _all_extracted(documents, rejects, before)
    told = {reject for each in made for reject in each.rejects}
    places = [each.document.raw_path for each in made]
    lasting = (key for place in places if (key := before[place]) and key == key_of(paths_of[place], root))
    return Batch(
        files=len(paths),
        rows=rows,
        lasting=frozenset(lasting),
        rejects=tuple(reject for reject in rejects if reject not in told),
        effort=Effort(
            extracted=len(made),
            reading=read - started,
            extraction=perf_counter() - read,
            peak_memory=peak_memory(),
            processes=frozenset({os.getpid()}),
        ),
    )


def _all_extracted(
    documents: Sequence[Document], rejects: list[Reject], keys: Mapping[str, str | None]
) -> tuple[list[Extracted], pa.Table]:
    """What is in each document, and the same as rows; those that break the extractor are added to `rejects`."""

    def rows(made: Sequence[Extracted]) -> pa.Table:
        places = (each.document.raw_path for each in made)
        return table_of((keys[place] or f"no key: {place}", each) for place, each in zip(places, made, strict=True))

    try:
        made = [_beside(*each, rejects) for each in zip(documents, extract_all(documents), strict=True)]
        return made, rows(made)
    except Exception:  # with which of them it is shows one by one
        made = [each for document in documents if (each := _extracted_alone(document, rejects))]
        return made, rows(made)


def _beside(document: Document, found: Extraction, rejects: Sequence[Reject]) -> Extracted:
    return Extracted(document, found, tuple(each for each in rejects if each.raw_path == document.raw_path))


def _extracted_alone(document: Document, rejects: list[Reject]) -> Extracted | None:
    try:
        (found,) = extract_all([document])
        made = _beside(document, found, rejects)
        table_of([("", made)])  # what no table can hold breaks it, too
        return made
    except Exception as error:  # a fault of the extractor costs one document, not the run
        if fault := machine_fault(error) or _extractor_fault():
            raise MachineFault(f"{document.raw_path}: nothing can be extracted: {fault}") from error
        log.debug("%s: the extractor failed on it", document.raw_path, exc_info=True)
        value = f"{type(error).__name__}: {error}"
        rejects.append(Reject(document.document_id, "extraction-failed", value, document.raw_path))
        return None


def _extractor_fault() -> str | None:
    """Why the extractor works on no text, if not even on one sentence: because of a broken vocabulary, say."""
    try:
        list(extract_all([read_bytes(b"Inspectors judged the force good at preventing crime.\n")]))
    except Exception as error:
        return machine_fault(error) or f"the extractor does not work ({type(error).__name__}: {error}): {INSTALL}"
    return None
