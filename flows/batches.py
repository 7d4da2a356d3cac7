"""Files to entries of the store, in batches and on all cores; what the store knows is not read and extracted again."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from threading import Thread

from flows import early_worker
from flows.batch import Batch, read_and_extract_batch
from flows.reading import Reject
from flows.refusals import MachineFault
from flows.reporting import Effort, together
from flows.storing.keys import key_of
from flows.storing.store import Entries, Store

# Small enough that no process waits long for the others at the end.
BATCH_SIZE = 32
# Fewer documents than this are read sooner than another process is started.
_WORTH_A_PROCESS = 192

Progress = Callable[[int, int], None]


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
    many, process = len(paths) >= _WORTH_A_PROCESS, early_worker.process.get()
    if workers == 1 or not batches or not (many or process):
        early_worker.end()
        yield from map(batch_of, batches)
        return
    with ThreadPoolExecutor(1) as beside, ExitStack() as stack:
        if many:
            # Started afresh, not forked: the flow's process has threads, and a fork of those can hang.
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(min(workers, len(batches)), context, _at_start)
            results = stack.enter_context(pool).map(batch_of, batches)
        elif process:
            results = early_worker.extracted(process, batches, root)
        warm = beside.submit(meanwhile)
        try:
            yield from results
        except BrokenProcessPool as error:
            raise MachineFault(early_worker.KILLED) from error
        early_worker.end()
        warm.result()  # what it raises


def _at_start() -> None:
    early_worker.without_data_frames()
    _end_with_parent()


def _end_with_parent() -> None:
    """A process of the pool would wait for work for ever if the one that gives it were killed."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
