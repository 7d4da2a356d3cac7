"""Readers of complex formats run in a process apart, with limits: no file can take the run down with it.

Measured: a PDF of 39 KB takes 3 GB and one of 2 KB 1.7 GB, in native code that nothing in this process could stop.
The process is kept for the next file, so that it costs its start once. What it prints is passed on. Where it cannot
read even a file known to be good, no document is to blame: `MachineFault`.
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
from flows.reading.blocks import of_plain
from flows.reading.errors import ReadingError
from flows.reading.page import Page
from flows.reading.samples import sample
from flows.reading.selecting import Selection
from flows.reading.sidecar import Metadata
from flows.refusals import MachineFault

log = logging.getLogger(__name__)

# Two hundred pages of PDF with tables on each take twenty. It is processor time, so that a busy machine rejects no more
# than an idle one.
MOST_SECONDS = 60
# Two hundred full pages of PDF take a tenth of it.
MOST_MEMORY = 1024 * 1024 * 1024

# What the process says when it has started.
READY = b"ready\n"
# Of what these processes print, so many lines are passed on, each up to so many bytes: no file floods the log.
MOST_LINES = 50
_LONGEST_LINE = 500
_lines = count(1)
# Of what one of them prints, so many lines are kept.
_KEPT_LINES = 10
# A process that has ended its answers may still have much memory to give back.
_PATIENCE = 30

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that reads files, and the last lines that it printed."""

    process: subprocess.Popen[bytes]
    printed: deque[str]
    listener: threading.Thread


_workers: dict[int, Worker] = {}


def read_apart(reader: str, data: bytes, selection: Selection | None = None) -> Page:
    """The page that the module `flows.reading.<reader>` makes of a file, read in the process for that; or of what is
    selected of it, for a reader that can do that.

    Raises `ReadingError` where the file is at fault, `MachineFault` where no file of its kind could be read.
    """
    with _LOCK:
        content = _asked(reader, data, selection)
        if isinstance(content, int | None):
            raise _why(reader, content)
    if "fault" in content:
        raise MachineFault(f"{reader.upper()} files cannot be read: {content['fault']}")
    if "reason" in content:
        raise ReadingError(content["reason"], content["value"])
    blocks = tuple(of_plain(block) for block in content["blocks"])
    return Page(content["text"], Metadata(**content["metadata"]), content["published_on_basis"], blocks)


def _asked(reader: str, data: bytes, selection: Selection | None = None) -> dict[str, Any] | int | None:
    """What the process answers; or how it ended over it, None if it had to be made to."""
    worker = _worker()
    try:
        answer = _ask(worker.process, reader, data, selection)
    except BaseException:  # an interrupt must not leave an answer behind that the next file would get
        _stop(worker)
        raise
    if not answer.endswith(b"\n"):  # it may have ended over its answer, too
        return _stop(worker, _PATIENCE)
    content: dict[str, Any] = json.loads(answer)
    if content["last"]:
        _stop(worker)
    return content


def _ask(process: subprocess.Popen[bytes], reader: str, data: bytes, selection: Selection | None) -> bytes:
    """One line of JSON, or nothing where the process ended over it."""
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


def _why(reader: str, ended: int | None) -> ReadingError | MachineFault:
    """Whose fault it is that the process ended over a file: that of the file, if it can still read a good one."""
    if sys.platform != "win32":
        if ended == -signal.SIGPROF:
            return ReadingError("too-complex", f"takes more than {MOST_SECONDS} seconds to read")
        if ended == -signal.SIGKILL:  # Its own limits end it otherwise.
            most = f"{MOST_MEMORY // 1024**2:,} MB"
            return MachineFault(f"the process that reads it was killed, it may need up to {most}: {FREE_MEMORY}")
    content = _asked(reader, sample(reader))
    if isinstance(content, int | None):
        return MachineFault(f"{reader.upper()} files cannot be read, not even the smallest: {FREE_MEMORY}")
    if "text" not in content:
        return MachineFault(f"{reader.upper()} files cannot be read: {content.get('fault') or content['value']}")
    what = f"breaks its parser or needs more than {MOST_MEMORY // 1024**2:,} MB to read"
    return ReadingError("too-complex", what)


def _worker() -> Worker:
    """The process of this one: a fork must not share it."""
    worker = _workers.get(os.getpid())
    if worker is None or worker.process.poll() is not None:
        if not _workers:
            atexit.register(_stop_all)
        worker = _started()
        assert worker.process.stdout
        if worker.process.stdout.readline() != READY:
            _stop(worker, _PATIENCE)
            says = f" ({worker.printed[-1]})" if worker.printed else ""
            raise MachineFault(f"the process that reads files does not start{says}: {INSTALL}")
        _workers[os.getpid()] = worker
    return worker


def _started() -> Worker:
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
    """Pass on what a process prints, as far as it is little; read the rest too, or the process would wait for that."""
    with pipe:
        while line := pipe.readline(_LONGEST_LINE):
            text = "".join(each if each.isprintable() else " " for each in line.decode("utf-8", "replace")).strip()
            if not text:
                continue
            printed.append(text)
            number = next(_lines)
            if number <= MOST_LINES:
                log.warning("the process that reads files says: %s", text)
            elif number == MOST_LINES + 1:
                log.warning("the process that reads files says more than %s lines: no more are shown", MOST_LINES)


def _stop(worker: Worker, patience: float = 1) -> int | None:
    """End the process, unless it has ended; how it ended, None if it had to be killed."""
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
