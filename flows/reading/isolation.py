"""Runs the readers of complex formats in a worker process with limits, so that no file can crash the run.

Measured: a PDF of 39 KB takes 3 GB and one of 2 KB 1.7 GB, in native code that cannot be interrupted from Python. The
worker is kept for the next files, to pay for its start only once; what it prints is logged. If it cannot read even a
file known to be good, the machine is at fault: `MachineFault`.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import IO, Any

from flows.faults import FREE_MEMORY, INSTALL, machine_fault
from flows.reading.blocks import block_from_json
from flows.reading.errors import ReadingError
from flows.reading.page import Page
from flows.reading.samples import sample
from flows.reading.selecting import Selection
from flows.reading.sidecar import Metadata
from flows.refusals import MachineFault

log = logging.getLogger(__name__)

# 200 pages of PDF with tables on each take 20 seconds. Processor time is limited, so that a busy machine rejects no
# more files than an idle one.
MOST_SECONDS = 60
# 200 full pages of PDF take a tenth of this.
MOST_MEMORY = 1024 * 1024 * 1024

# Written by the worker when it has started.
READY = b"ready\n"
# At most this many lines printed by workers are logged, each up to `_LONGEST_LINE` bytes, so that no file floods the
# log.
MOST_LINES = 50
_LONGEST_LINE = 500
_lines = count(1)
# How many of the last lines printed by a worker are kept.
_KEPT_LINES = 10
# In seconds: a worker that has sent its last answer may still have much memory to release.
_PATIENCE_SECONDS = 30

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker process, the last lines that it printed, and the thread that reads them."""

    process: subprocess.Popen[bytes]
    printed: deque[str]
    listener: threading.Thread


_workers: dict[int, Worker] = {}


def read_in_worker(reader: str, data: bytes, selection: Selection | None = None) -> Page:
    """Read a file with the module `flows.reading.<reader>` in the worker process.

    `selection` limits a web page to some parts. Raises `ReadingError` if the file is at fault, and `MachineFault` if no
    file of this kind can be read.
    """
    with _LOCK:
        content = _request(reader, data, selection)
        if isinstance(content, int | None):
            raise _error_for(reader, content)
    if "fault" in content:
        raise MachineFault(f"{reader.upper()} files cannot be read: {content['fault']}")
    if "reason" in content:
        raise ReadingError(content["reason"], content["value"])
    blocks = tuple(block_from_json(block) for block in content["blocks"])
    return Page(content["text"], Metadata(**content["metadata"]), content["published_on_basis"], blocks)


def _request(reader: str, data: bytes, selection: Selection | None = None) -> dict[str, Any] | int | None:
    """Return the worker's answer, or its exit status if it ended instead; None if it had to be killed."""
    worker = _worker()
    try:
        answer = _ask(worker.process, reader, data, selection)
    except BaseException:  # otherwise the next file would get this file's answer
        _stop(worker)
        raise
    if not answer.endswith(b"\n"):  # the worker ended, perhaps while writing its answer
        return _stop(worker, _PATIENCE_SECONDS)
    content: dict[str, Any] = json.loads(answer)
    if content["last"]:
        _stop(worker)
    return content


def _ask(process: subprocess.Popen[bytes], reader: str, data: bytes, selection: Selection | None) -> bytes:
    """Send a request and return the answer as a line of JSON; incomplete or empty if the worker ended."""
    assert process.stdin
    assert process.stdout
    request: dict[str, Any] = {"reader": reader, "size": len(data), "seconds": MOST_SECONDS, "memory": MOST_MEMORY}
    request["selection"] = selection
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.write(data)
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    return process.stdout.readline()


def _error_for(reader: str, ended: int | None) -> ReadingError | MachineFault:
    """Return the error for a file over which the worker ended.

    It is the fault of the file if a new worker can read a file known to be good, else that of the machine.
    """
    if sys.platform != "win32":
        if ended == -signal.SIGPROF:
            return ReadingError("too-complex", f"takes more than {MOST_SECONDS} seconds to read")
        if ended == -signal.SIGKILL:  # not by its own limits, which use other signals
            most = f"{MOST_MEMORY // 1024**2:,} MB"
            return MachineFault(f"the process that reads it was killed, it may need up to {most}: {FREE_MEMORY}")
    content = _request(reader, sample(reader))
    if isinstance(content, int | None):
        return MachineFault(f"{reader.upper()} files cannot be read, not even the smallest: {FREE_MEMORY}")
    if "text" not in content:
        return MachineFault(f"{reader.upper()} files cannot be read: {content.get('fault') or content['value']}")
    what = f"breaks its parser or needs more than {MOST_MEMORY // 1024**2:,} MB to read"
    return ReadingError("too-complex", what)


def _worker() -> Worker:
    """Return the worker of this process, starting one if needed; a forked process gets its own."""
    worker = _workers.get(os.getpid())
    if worker is None or worker.process.poll() is not None:
        if not _workers:
            atexit.register(_stop_all)
        worker = _start_worker()
        assert worker.process.stdout
        if worker.process.stdout.readline() != READY:
            _stop(worker, _PATIENCE_SECONDS)
            says = f" ({worker.printed[-1]})" if worker.printed else ""
            raise MachineFault(f"the process that reads files does not start{says}: {INSTALL}")
        _workers[os.getpid()] = worker
    return worker


def _start_worker() -> Worker:
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        )
    except OSError as error:
        raise MachineFault(f"no process can be started: {machine_fault(error) or error}") from error
    assert process.stderr
    printed: deque[str] = deque(maxlen=_KEPT_LINES)
    listener = threading.Thread(target=_listen, args=(process.stderr, printed), daemon=True)
    listener.start()
    return Worker(process, printed, listener)


def _listen(pipe: IO[bytes], printed: deque[str]) -> None:
    """Log what a worker prints, up to a limit; read on after that, since a full pipe would block the worker."""
    with pipe:
        while line := pipe.readline(_LONGEST_LINE):
            text = "".join(char if char.isprintable() else " " for char in line.decode("utf-8", "replace")).strip()
            if not text:
                continue
            printed.append(text)
            number = next(_lines)
            if number <= MOST_LINES:
                log.warning("the process that reads files says: %s", text)
            elif number == MOST_LINES + 1:
                log.warning("the process that reads files says more than %s lines: no more are shown", MOST_LINES)


def _stop(worker: Worker, patience: float = 1) -> int | None:
    """End a worker; return its exit status, or None if it had to be killed after `patience` seconds."""
    _workers.pop(os.getpid(), None)
    process = worker.process
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe:
                pipe.close()
        except BrokenPipeError:
            pass
    try:
        return process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    finally:
        worker.listener.join(timeout=1)


def _stop_all() -> None:
    if worker := _workers.get(os.getpid()):
        _stop(worker)
