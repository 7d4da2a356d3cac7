"""Starts a process that reads and extracts, early: while this process still imports the libraries of later stages.

A run over a few documents spends as long on imports as on its work. The extraction and the later stages need different
libraries, so two processes import them at the same time. If it turns out that there is nothing to read, that has cost
some tenths of a second of another core.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

from flows.engines import cores
from flows.faults import FREE_MEMORY
from flows.refusals import MachineFault

if TYPE_CHECKING:
    from pathlib import Path

    from flows.batch import Batch

Process = subprocess.Popen[bytes]

# The process that was started for the current run, if any.
process: ContextVar[Process | None] = ContextVar("process", default=None)

KILLED = f"a process that reads and extracts was killed, most often for want of memory: {FREE_MEMORY}"


@contextmanager
def started(workers: int | None) -> Iterator[None]:
    """Start the process, and end it with the context.

    Nothing is started if the run may use one process only, or if the later stages are imported already.
    """
    if (workers or cores()) == 1 or "flows.stages" in sys.modules:
        yield
        return
    new_process = _start_process()
    process.set(new_process)
    try:
        yield
    finally:
        end()
        new_process.communicate()


def end() -> None:
    """Kill the process, if there is one, without waiting for its end: once all is extracted, it only takes memory."""
    if running := process.get():
        process.set(None)
        running.kill()


def _start_process() -> Process:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "flows.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        process_group=0,  # so that Ctrl-C interrupts only the run, which then kills the process
    )


def extracted(by: Process, batches: Sequence[Sequence[Path]], root: Path) -> Iterator[Batch]:
    """Yield what the process makes of batches of files.

    The first batch is sent at once, even before anybody iterates, so that the process can begin. Raises what the
    process raises, or `MachineFault` if it was killed.
    """
    _ask(by, batches[0], root)
    return _answers(by, batches, root)


def _answers(by: Process, batches: Sequence[Sequence[Path]], root: Path) -> Iterator[Batch]:
    assert by.stdout
    for following in (*batches[1:], ()):
        try:
            answer = pickle.load(by.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise MachineFault(KILLED) from error
        if isinstance(answer, Exception):
            raise answer
        if following:
            _ask(by, following, root)
        yield answer


def _ask(by: Process, paths: Sequence[Path], root: Path) -> None:
    assert by.stdin
    # If the process was killed, `_answers` notices that the answer is missing.
    with suppress(BrokenPipeError):
        pickle.dump((paths, root), by.stdin)
        by.stdin.flush()


def without_data_frames() -> None:
    """Make pandas unimportable in a process that reads and extracts.

    Arrow imports pandas only to check whether its input is a data frame, and that takes as long as extracting ten
    documents.
    """
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
