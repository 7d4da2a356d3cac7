"""Batches on the workers of a Dask cluster: of this machine, or of as many as an existing scheduler has.

The bytes of documents go with a batch, and its rows come back: no folder is shared, the workers keep nothing, and the
store is written where the flow runs. So a batch can be done again anywhere, and that is all that a killed worker costs.
Whatever becomes of the cluster, the run ends within bounds of time: with `MachineFault`, if not with all batches.
"""

from __future__ import annotations

import logging
import shutil
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
from flows.storing.temporary import temporary_folder

# A batch has no more bytes, unless one document has: they pass through the memory of the scheduler.
_BATCH_BYTES = 4 * 1024 * 1024
# So many batches are with the cluster for each of its threads: the next one is there when one is done.
_AHEAD = 3
# How many seconds a scheduler may take to answer, a worker to appear, and any batch at all to come back: each of 32
# files may take a minute of processor time.
_ANSWER, _WORKER, _BATCH = 60.0, 120.0, 3600.0
# It is asked who is there once in so many seconds.
_LOOK = 2.0

# Dask would have its pages on all interfaces.
_LOOPBACK = "127.0.0.1:0"
_INSTALL = "pip install 'inspection-facts[dask]'"

# A worker may have several threads; the limits of readers are for one document at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files with their content, by their place below the root: documents, which are named, and their sidecars.

    `version` is that of the extraction that is asked for: another one might find something else.
    """

    documents: tuple[str, ...]
    content: Mapping[str, bytes]
    version: str


def on_dask(address: str, workers: int, meanwhile: Callable[[], object]) -> Work:
    """What does batches on the cluster of an address or, where that is empty, on so many processes of this machine.

    `meanwhile` is done while they are at work. Raises `MachineFault` where Dask is not installed; so does what is
    returned where the cluster cannot be reached, or breaks.
    """
    try:
        import distributed
    except ImportError:
        raise MachineFault(f"a library for --engine dask is missing: {_INSTALL}") from None
    # What its loggers have to say is said by what is raised.
    for name in (distributed.__name__, f"{distributed.__name__}.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return partial(_on_cluster, partial(_existing, address) if address else partial(_local, workers), meanwhile)


def _on_cluster(
    connected: Callable[[], AbstractContextManager[Any]],
    meanwhile: Callable[[], object],
    paths: Sequence[Path],
    root: Path,
) -> Generator[Batch, None, None]:
    """What is in files, as batches are done."""
    import dask

    if not paths:
        return
    unsent: list[Path] = []
    # One document may have more bytes than Dask finds reasonable, which is no reason for a warning.
    settings = {"distributed.admin.large-graph-warning-threshold": "1GB"}
    with ThreadPoolExecutor(1) as beside:
        with dask.config.set(settings), connected() as client:
            warm = beside.submit(meanwhile)
            yield from _batches(client, paths, root, unsent)
        warm.result()  # what it raises
    if unsent:  # each with the reason why it cannot be read
        yield read_and_extract_batch(unsent, root)


def _batches(client: Any, paths: Sequence[Path], root: Path, unsent: list[Path]) -> Iterator[Batch]:
    """What the workers make of files; those that cannot be sent are added to `unsent`."""
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
                # Where its worker goes before it is here, it is made again.
                batch = future.result(timeout=_ANSWER)
                waiting.remove(future)
                last = monotonic()
                yield batch
        if monotonic() - last > _BATCH:
            raise MachineFault(f"no batch of documents came back for {_BATCH / 60:.0f} minutes: look at the workers")


def _thread_counter(client: Any) -> Callable[[], int]:
    """What tells how many threads the workers have together, and raises `MachineFault` where there is none for long."""
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
    """So many documents at a time, or fewer large ones; files that cannot be sent are added to `unsent`."""
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
    """A document and its sidecars by their place; None where one cannot be had, or a link leads to none."""
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
    """On a worker: read the documents of a parcel and extract what is in them, as `read_and_extract_batch` does."""
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
    """The folder of this worker, which Dask deletes, even that of a worker that was killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)


@contextmanager
def _existing(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address, which has a worker."""
    from distributed import Client

    with _told_as_faults(f"the scheduler at {address}", "start it, or run with --engine local"), ExitStack() as stack:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
        stack.callback(_close, client)
        try:
            client.wait_for_workers(1, timeout=_WORKER)
        except TimeoutError:
            raise MachineFault(f"the scheduler at {address} has no worker: start one") from None
        yield client


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    """A client of a cluster of so many processes of this machine, which end with it."""
    import dask
    from distributed import Client, LocalCluster

    folder = temporary_folder()
    no_pages: dict[str, list[str]] = {f"distributed.{name}.http.routes": [] for name in ("scheduler", "worker")}
    with _told_as_faults("the cluster of this machine", "run with --engine local"), ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(dask.config.set(no_pages))
        # Encrypted, with keys of its own: whoever can talk to a scheduler can have it run code as this user.
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            security=True,
            scheduler_kwargs={"dashboard": False, "dashboard_address": _LOOPBACK},
            worker_dashboard_address=_LOOPBACK,
            memory_limit=0,  # readers have limits of their own
            local_directory=folder,
            silence_logs=logging.CRITICAL,
            death_timeout=_WORKER,
        )
        stack.callback(_close, cluster)
        client = Client(cluster, timeout=_ANSWER, set_as_default=False)
        stack.callback(_close, client)
        client.wait_for_workers(1, timeout=_WORKER)
        yield client


def _close(each: Any) -> None:
    """Close a client or a cluster, in vain perhaps; what does not answer is left."""
    with suppress(Exception):
        each.close(timeout=_ANSWER)


@contextmanager
def _told_as_faults(cluster: str, remedy: str) -> Iterator[None]:
    """Turns what Dask raises into `MachineFault`, with one line; what is to be done where a cluster does not answer."""
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
