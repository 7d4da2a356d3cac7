"""Readers of complex formats run in a process apart, with limits: no file can take the run down with it.

Measured: a PDF of 39 KB takes 3 GB and one of 2 KB 1.7 GB, in native code that nothing in this process could stop.
The process is kept for the next file, so that it costs its start once.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading

from flows.reading.blocks import of_plain
from flows.reading.errors import ReadingError
from flows.reading.page import Page
from flows.reading.sidecar import Metadata

# Two hundred pages of PDF with tables on each take twenty. It is processor time, so that a busy machine rejects no more
# than an idle one.
MOST_SECONDS = 60
# Two hundred full pages of PDF take a tenth of it.
MOST_MEMORY = 1024 * 1024 * 1024

# What the process says when it has started.
READY = b"ready\n"

_LOCK = threading.Lock()
_workers: dict[int, subprocess.Popen[bytes]] = {}


def read_apart(reader: str, data: bytes) -> Page:
    """The page that the module `flows.reading.<reader>` makes of a file, read in the process for that."""
    with _LOCK:
        worker = _worker()
        try:
            answer = _ask(worker, reader, data)
        except BaseException:  # an interrupt must not leave an answer behind that the next file would get
            _stop(worker)
            raise
        if not answer.endswith(b"\n"):  # it may have ended over its answer, too
            raise ReadingError("too-complex", _why(_stop(worker)))
        content = json.loads(answer)
        if content["last"]:
            _stop(worker)
    if "reason" in content:
        raise ReadingError(content["reason"], content["value"])
    blocks = tuple(of_plain(block) for block in content["blocks"])
    return Page(content["text"], Metadata(**content["metadata"]), content["published_on_basis"], blocks)


def _ask(worker: subprocess.Popen[bytes], reader: str, data: bytes) -> bytes:
    """One line of JSON, or nothing where the process ended over it."""
    assert worker.stdin
    assert worker.stdout
    request = {"reader": reader, "size": len(data), "seconds": MOST_SECONDS, "memory": MOST_MEMORY}
    try:
        worker.stdin.write(json.dumps(request).encode() + b"\n")
        worker.stdin.write(data)
        worker.stdin.flush()
    except BrokenPipeError:
        return b""
    return worker.stdout.readline()


def _worker() -> subprocess.Popen[bytes]:
    """The process of this one: a fork must not share it."""
    worker = _workers.get(os.getpid())
    if worker is None or worker.poll() is not None:
        if not _workers:
            atexit.register(_stop_all)
        worker = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        )
        assert worker.stdout
        if worker.stdout.readline() != READY:
            raise RuntimeError("flows.reading.worker does not start: the installation is broken")
        _workers[os.getpid()] = worker
    return worker


def _stop(worker: subprocess.Popen[bytes]) -> int:
    """End the process, unless it has ended; how it ended."""
    _workers.pop(os.getpid(), None)
    for pipe in (worker.stdin, worker.stdout):
        try:
            if pipe:
                pipe.close()
        except BrokenPipeError:
            pass
    try:
        return worker.wait(timeout=1)
    except subprocess.TimeoutExpired:
        worker.kill()
        return worker.wait()


def _stop_all() -> None:
    if worker := _workers.get(os.getpid()):
        _stop(worker)


def _why(code: int) -> str:
    if sys.platform != "win32" and code == -signal.SIGPROF:
        return f"takes more than {MOST_SECONDS} seconds to read"
    return f"breaks its parser or needs more than {MOST_MEMORY // 1024**2:,} MB to read"
