"""Files to entries of the store, in batches and on all cores; what the store knows is not read and extracted again."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from time import perf_counter

from flows.entries import Entry, claims_of, decode, encode
from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.faults import FREE_MEMORY, INSTALL, machine_fault
from flows.reading import Document, Reject, read_all, read_bytes
from flows.reading.files import raw_path
from flows.reading.memory import peak_memory
from flows.refusals import MachineFault
from flows.reporting import Effort, together
from flows.store import Store, key_of

log = logging.getLogger(__name__)

# Small enough that no process waits long for the others at the end.
BATCH_SIZE = 32
# Fewer documents than this are read sooner than another process is started.
_WORTH_A_PROCESS = 192

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one process made of some files, and what it took: entries by path, the same by their key in the store."""

    contents: dict[Path, bytes]
    keyed: dict[bytes, bytes]
    rejects: tuple[Reject, ...]
    effort: Effort


def read_and_extract_files(
    paths: Sequence[Path],
    root: Path,
    workers: int,
    store: Store,
    progress: Progress,
    meanwhile: Callable[[], object],
) -> tuple[list[Entry], list[Reject], Effort]:
    """What is in the documents, in order of their paths; what is not in the store is extracted and kept there.

    `meanwhile` is done while other processes are at work, if there are any.
    """
    total = len(paths)
    progress(0, total)
    known: dict[Path, Entry] = {}
    for batch in _batches(paths):
        keys = {key: path for path in batch if (key := key_of(path, root))}
        known |= {keys[key]: entry for key, entry in store.get(keys).items()}
    from_store = len(known)
    if from_store:
        progress(from_store, total)
    rejects: list[Reject] = []
    efforts: list[Effort] = []
    done = from_store
    todo = _batches([path for path in paths if path not in known])
    for files, made in zip(todo, _results(todo, root, workers, meanwhile), strict=True):
        store.put(made.keyed)
        known |= {path: decode(content) for path, content in made.contents.items()}
        rejects += made.rejects
        efforts.append(made.effort)
        done += len(files)
        progress(done, total)
    entries = [known[path] for path in paths if path in known]
    rejects += [reject for entry in entries for reject in entry.rejects]
    return entries, rejects, together(from_store, efforts)


def _batches(paths: Sequence[Path]) -> list[Sequence[Path]]:
    return [paths[start : start + BATCH_SIZE] for start in range(0, len(paths), BATCH_SIZE)]


def _results(
    batches: Sequence[Sequence[Path]], root: Path, workers: int, meanwhile: Callable[[], object]
) -> Iterator[Batch]:
    batch_of = partial(_read_and_extract_batch, root=root)
    if workers == 1 or sum(map(len, batches)) < _WORTH_A_PROCESS:
        yield from map(batch_of, batches)
        return
    # Started afresh, not forked: the flow's process has threads, and a fork of those can hang.
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(min(workers, len(batches)), context, _end_with_parent) as pool,
        ThreadPoolExecutor(1) as beside,
    ):
        results = pool.map(batch_of, batches)
        warm = beside.submit(meanwhile)
        try:
            yield from results
        except BrokenProcessPool as error:
            what = "a process that reads and extracts was killed, most often for want of memory"
            raise MachineFault(f"{what}: {FREE_MEMORY}") from error
        warm.result()  # what it raises


def _end_with_parent() -> None:
    """A process of the pool would wait for work for ever if the one that gives it were killed.

    As in the process that gives it, nobody looks for cycles of garbage while it works.
    """
    gc.disable()

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _read_and_extract_batch(paths: Sequence[Path], root: Path) -> Batch:
    started = perf_counter()
    before = {path: key_of(path, root) for path in paths}
    documents, rejects = read_all(paths, root)
    read = perf_counter()
    made = _all_extracted(documents, rejects)
    told = {reject for entry in made for reject in entry.rejects}
    contents = {entry.document.raw_path: encode(entry) for entry in made}
    gc.collect(0)  # what libraries that read files leave in cycles: nobody else looks for them meanwhile
    by_path = {path: contents[where] for path in paths if (where := raw_path(path, root)) in contents}
    return Batch(
        contents=by_path,
        # A file that changed while it was read is not kept: nobody knows which of its bytes were read.
        keyed={key: by_path[path] for path in by_path if (key := before[path]) and key == key_of(path, root)},
        rejects=tuple(reject for reject in rejects if reject not in told),
        effort=Effort(
            extracted=len(made),
            reading=read - started,
            extraction=perf_counter() - read,
            peak_memory=peak_memory(),
            processes=frozenset({os.getpid()}),
        ),
    )


def _all_extracted(documents: Sequence[Document], rejects: list[Reject]) -> list[Entry]:
    """An entry for each document; those that break the extractor are added to `rejects`."""
    try:
        return [
            _entry(document, found, rejects) for document, found in zip(documents, extract_all(documents), strict=True)
        ]
    except Exception:  # with which of them it is shows one by one
        return [entry for document in documents if (entry := _extracted(document, rejects))]


def _entry(document: Document, found: Extraction, rejects: Sequence[Reject]) -> Entry:
    beside = tuple(reject for reject in rejects if reject.raw_path == document.raw_path)
    return Entry(document, claims_of(found), beside)


def _extracted(document: Document, rejects: list[Reject]) -> Entry | None:
    try:
        (found,) = extract_all([document])
        return _entry(document, found, rejects)
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


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
