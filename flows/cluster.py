"""Reads and extracts batches on a Dask cluster: one on this machine, or the workers of an existing scheduler.

A batch is sent with the bytes of its documents, and its rows come back. No folder is shared, the workers keep nothing,
and only the process of the flow writes the store. So any worker can repeat a batch, and a killed worker costs no more
than that. All waiting is limited in time: whatever happens to the cluster, a run gets all batches or a `MachineFault`.
"""

from __future__ import annotations

import logging
import socket
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from flows.batch import Batch, read_and_extract_batch
from flows.batches import BATCH_SIZE, Work
from flows.faults import FREE_MEMORY, machine_fault
from flows.fingerprint import extraction_version
from flows.reading.files import MOST_BYTES
from flows.reading.sidecar import SUFFIXES
from flows.refusals import MachineFault, message
from flows.storing.temporary import TemporaryFolder

# Send at most this many bytes with a batch, unless a single document is larger, since they pass through the scheduler's
# memory.
_BATCH_BYTES = 4 * 1024 * 1024
# Keep this many batches at the cluster per thread, so that a thread finds its next batch there when it finishes one.
_AHEAD = 3
# Seconds to wait for an answer of the scheduler, for a worker to appear, and for any batch to come back (each of its 32
# files may take a minute of processor time).
_ANSWER, _WORKER, _BATCH = 60.0, 120.0, 3600.0
# Seconds between two looks at which workers there are.
_LOOK = 2.0

# Without this, Dask serves its dashboard on all network interfaces.
_LOOPBACK = "127.0.0.1:0"
_INSTALL = "pip install 'inspection-facts[dask]'"

# A worker may have several threads, but the limits of readers hold for one document at a time in a process.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of a batch, as they are sent to a worker.

    - `documents`: the paths of the documents, relative to the root.
    - `content`: the bytes of the documents and their sidecars, by path.
    - `version`: the fingerprint of the extraction of this run. A worker with another one refuses the parcel, because it
      might find something else.
    """

    documents: tuple[str, ...]
    content: Mapping[str, bytes]
    version: str


def dask_work(address: str, workers: int, meanwhile: Callable[[], object]) -> Work:
    """Return a `Work` that uses the scheduler at `address` or, if that is empty, `workers` processes of this machine.

    It calls `meanwhile` in this process while the workers are busy. Raises `MachineFault` if Dask is not installed; the
    `Work` raises it if the cluster cannot be reached or fails.
    """
    try:
        import distributed
    except ImportError:
        raise MachineFault(f"a library for --engine dask is missing: {_INSTALL}") from None
    # The errors raised here already say what these loggers would log.
    for name in (distributed.__name__, f"{distributed.__name__}.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return partial(_on_cluster, partial(_existing, address) if address else partial(_local, workers), meanwhile)


def _on_cluster(
    connected: Callable[[], AbstractContextManager[Any]],
    meanwhile: Callable[[], object],
    paths: Sequence[Path],
    root: Path,
) -> Generator[Batch, None, None]:
    """Yield the batches of all files as they are done; files that cannot be sent are read here at the end."""
    import dask

    if not paths:
        return
    unsent: list[Path] = []
    # Dask would warn of large tasks, but a single document may be that large.
    settings = {"distributed.admin.large-graph-warning-threshold": "1GB"}
    with ThreadPoolExecutor(1) as thread:
        with dask.config.set(settings), connected() as client:
            warm = thread.submit(meanwhile)
            yield from _batches(client, paths, root, unsent)
        warm.result()  # raise the error of `meanwhile`, if any
    if unsent:  # becomes rejects, each with the reason why the file cannot be read
        yield read_and_extract_batch(unsent, root)


def _batches(client: Any, paths: Sequence[Path], root: Path, unsent: list[Path]) -> Iterator[Batch]:
    """Send files to the workers and yield the batches that come back; add files that cannot be sent to `unsent`."""
    from distributed import wait

    count_threads = _thread_counter(client)
    size = min(BATCH_SIZE, max(1, len(paths) // (_AHEAD * max(1, count_threads()))))
    parcels = _parcels(paths, root, size, unsent)
    waiting: set[Any] = set()
    last = monotonic()
    while True:
        most = _AHEAD * max(1, count_threads())
        for parcel in islice(parcels, max(0, most - len(waiting))):
            waiting.add(client.submit(read_and_extract_parcel, parcel, pure=False))
        if not waiting:
            return
        with suppress(TimeoutError):
            with client.as_current():
                finished = wait(waiting, timeout=_LOOK, return_when="FIRST_COMPLETED").done
            for future in finished:
                # If the worker dies before the batch is fetched, Dask computes it again.
                batch = future.result(timeout=_ANSWER)
                waiting.remove(future)
                last = monotonic()
                yield batch
        if monotonic() - last > _BATCH:
            raise MachineFault(f"no batch of documents came back for {_BATCH / 60:.0f} minutes: look at the workers")


def _thread_counter(client: Any) -> Callable[[], int]:
    """Return a function that counts the threads of all workers, asking the scheduler every `_LOOK` seconds.

    It raises `MachineFault` if there has been no worker for `_WORKER` seconds.
    """
    asked = seen = monotonic()
    count = 0

    def count_threads() -> int:
        nonlocal asked, seen, count
        if count and monotonic() - asked < _LOOK:
            return count
        count = sum(client.sync(client.scheduler.ncores, callback_timeout=_ANSWER).values())
        asked = monotonic()
        if count:
            seen = asked
        if asked - seen > _WORKER:
            raise MachineFault(f"the cluster has had no worker for {_WORKER:.0f} seconds: start one")
        return count

    return count_threads


def _parcels(paths: Sequence[Path], root: Path, size: int, unsent: list[Path]) -> Iterator[Parcel]:
    """Yield parcels of `size` documents, or fewer if they are large; add files that cannot be sent to `unsent`."""
    documents: list[str] = []
    content: dict[str, bytes] = {}
    for path in paths:
        if (files := _files_of(path, root)) is None:
            unsent.append(path)
            continue
        new = sum(map(len, files.values()))
        if documents and (len(documents) == size or sum(map(len, content.values())) + new > _BATCH_BYTES):
            yield Parcel(tuple(documents), content, extraction_version())
            documents, content = [], {}
        documents.append(next(iter(files)))
        content |= files
    if documents:
        yield Parcel(tuple(documents), content, extraction_version())


def _files_of(path: Path, root: Path) -> dict[str, bytes] | None:
    """Return the bytes of a document and its sidecars by path relative to `root`, the document first.

    None if one of the files is too large or cannot be read, or is a link that leads to no file.
    """
    content = {}
    for file in (path, *map(path.with_suffix, SUFFIXES)):
        try:
            if file != path and not file.is_symlink() and not file.exists():
                continue
            if not file.is_file() or file.stat().st_size > MOST_BYTES:
                return None
            content[file.absolute().relative_to(root.absolute()).as_posix()] = file.read_bytes()
        except OSError:
            return None
    return content


def read_and_extract_parcel(parcel: Parcel) -> Batch:
    """Read and extract the documents of a parcel, on a worker, as `read_and_extract_batch` does."""
    where = f"worker on {socket.gethostname()}"
    if extraction_version() != parcel.version:
        raise MachineFault(
            f"{where}: its code, Python or libraries are not those of this run: install the same on all machines"
        )
    try:
        with _one_at_a_time, tempfile.TemporaryDirectory(dir=_own_folder()) as folder:
            root = Path(folder).resolve()
            for place, content in parcel.content.items():
                (root / place).parent.mkdir(parents=True, exist_ok=True)
                (root / place).write_bytes(content)
            return read_and_extract_batch([root / place for place in parcel.documents], root)
    except (MachineFault, OSError) as error:
        raise MachineFault(f"{where}: {machine_fault(error) or message(error)}") from None


def _own_folder() -> str:
    """Return the folder of this worker, which Dask deletes even if the worker is killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)


@contextmanager
def _existing(address: str) -> Iterator[Any]:
    """Connect to the scheduler at an address, and wait for a worker."""
    from distributed import Client

    with _as_machine_fault(f"the scheduler at {address}", "start it, or run with --engine local"), ExitStack() as stack:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
        stack.callback(_close, client)
        try:
            client.wait_for_workers(1, timeout=_WORKER)
        except TimeoutError:
            raise MachineFault(f"the scheduler at {address} has no worker: start one") from None
        yield client


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    """Start a cluster of that many processes on this machine and connect to it; the processes end with the context."""
    import dask
    from distributed import Client, LocalCluster

    folder = TemporaryFolder()
    no_pages: dict[str, list[str]] = {f"distributed.{name}.http.routes": [] for name in ("scheduler", "worker")}
    with _as_machine_fault("the cluster of this machine", "run with --engine local"), ExitStack() as stack:
        stack.enter_context(dask.config.set(no_pages))
        # Encrypted with fresh keys, because anyone who can talk to a scheduler can run code as this user.
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            security=True,
            scheduler_kwargs={"dashboard": False, "dashboard_address": _LOOPBACK},
            worker_dashboard_address=_LOOPBACK,
            memory_limit=0,  # readers limit their memory themselves
            local_directory=str(folder.path),
            silence_logs=logging.CRITICAL,
            death_timeout=_WORKER,
        )
        stack.callback(_close, cluster)
        client = Client(cluster, timeout=_ANSWER, set_as_default=False)
        stack.callback(_close, client)
        client.wait_for_workers(1, timeout=_WORKER)
        yield client


def _close(client_or_cluster: Any) -> None:
    """Close a client or a cluster; one that does not answer is abandoned."""
    with suppress(Exception):
        client_or_cluster.close(timeout=_ANSWER)


@contextmanager
def _as_machine_fault(cluster: str, remedy: str) -> Iterator[None]:
    """Turn errors of Dask into `MachineFault` with one line.

    `cluster` names the cluster in the message; `remedy` says what to do if it does not answer.
    """
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except KilledWorker as error:
        what = "workers were killed over the same documents, most often for want of memory"
        raise MachineFault(f"{error.allowed_failures + 1} {what}: {FREE_MEMORY}") from None
    except (CancelledError, OSError) as error:
        why = "the connection is lost" if isinstance(error, CancelledError) else message(error) or "it took too long"
        raise MachineFault(f"{cluster} does not answer ({why}): {remedy}") from None
    except (ImportError, AttributeError, RuntimeError) as error:
        what = "the scheduler and its workers must have the same inspection-facts as this machine"
        raise MachineFault(f"{cluster} cannot do the work ({message(error)}): {what}") from error
