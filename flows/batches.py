"""Reads and extracts files in batches, on all cores, into entries of the store; skips files that the store has."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from pathlib import Path

from flows.batch import Batch, read_and_extract_batch
from flows.faults import FREE_MEMORY
from flows.reading import Reject
from flows.refusals import MachineFault
from flows.reporting import Effort, total_effort
from flows.storing.keys import key_of
from flows.storing.store import Entries, Store

# The number of files in a batch: small enough that no process waits long for the others at the end.
BATCH_SIZE = 32
# Fewer documents than this are read faster than new interpreters start.
_WORTH_A_PROCESS = 192
_KILLED = f"a process that reads and extracts was killed, most often for want of memory: {FREE_MEMORY}"

# Called with how many files are done, and of how many.
Progress = Callable[[int, int], None]


# Called with files and the folder that they are below. Reads and extracts them in this process, in other processes or
# on other machines, and yields the batches in any order.
Work = Callable[[Sequence[Path], Path], Generator[Batch, None, None]]


def read_and_extract_files(
    paths: Sequence[Path], root: Path, work: Work, store: Store, progress: Progress
) -> tuple[Entries, list[Reject], Effort]:
    """Return the entries of all files, rejects, and the effort; `work` extracts the files that the store does not have.

    New entries are kept in the store. `progress` is told how many files of how many are done.
    """
    total = len(paths)
    progress(0, total)
    keys = {path: key_of(path, root) for path in paths}
    known = {path: key for path, key in keys.items() if key in store.file_of}
    if known:
        progress(len(known), total)
    rejects: list[Reject] = []
    efforts: list[Effort] = []
    entry_keys, done = [*known.values()], len(known)
    try:
        with closing(work([path for path in paths if path not in known], root)) as batches:
            for batch in batches:
                entry_keys += store.put(batch.rows, batch.lasting)
                rejects += batch.rejects
                efforts.append(batch.effort)
                done += batch.files
                progress(done, total)
    finally:  # also of a run that is stopped, which the next one then continues
        store.flush()
    return store.entries(entry_keys), rejects, total_effort(len(known), efforts)


def process_work(workers: int, meanwhile: Callable[[], object]) -> Work:
    """Return a `Work` that uses that many processes, and calls `meanwhile` in this process while they are at work.

    A few documents are read in forks of this process or, where a fork is not safe, in this process.
    """
    return partial(_in_processes, workers, meanwhile)


def _in_processes(
    workers: int, meanwhile: Callable[[], object], paths: Sequence[Path], root: Path
) -> Generator[Batch, None, None]:
    batches = [paths[start : start + BATCH_SIZE] for start in range(0, len(paths), BATCH_SIZE)]
    batch_of = partial(read_and_extract_batch, root=root)
    few = len(paths) < _WORTH_A_PROCESS
    # A fork of a process with threads, which those of flows and of DuckDB have, can hang or die; so can any on macOS.
    alone = threading.active_count() == 1 and "duckdb" not in sys.modules and sys.platform == "linux"
    if workers == 1 or not paths or (few and not alone):
        yield from map(batch_of, batches)
        return
    context = multiprocessing.get_context("fork" if few else "spawn")
    pool = ProcessPoolExecutor(min(workers, len(batches)), context, _prepare_process)
    with ThreadPoolExecutor(1) as thread, pool:
        results = pool.map(batch_of, batches)
        warm = thread.submit(meanwhile)
        try:
            yield from results
        except BrokenProcessPool as error:
            raise MachineFault(_KILLED) from error
        warm.result()  # raise the error of `meanwhile`, if any


def _prepare_process() -> None:
    # Arrow imports pandas only to check whether its input is a data frame, which takes as long as ten documents.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when its parent ends; a process of the pool would otherwise wait for work for ever."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
