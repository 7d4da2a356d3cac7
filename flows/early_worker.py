"""A process that reads and extracts, started while this one has yet to import what it needs itself.

A run of a few documents takes as long to import its libraries as to do its work: extraction needs none of those that
the later stages need, so each is imported by a process of its own, at the same time. It costs some tenths of a second
of another core where it turns out that there is nothing to read.
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

# The one that was started for the run that is going on, if any was.
process: ContextVar[Process | None] = ContextVar("process", default=None)

KILLED = f"a process that reads and extracts was killed, most often for want of memory: {FREE_MEMORY}"


@contextmanager
def started(workers: int | None) -> Iterator[None]:
    """Have a process at hand for the first documents, where there may be more than one and much is yet to import."""
    if (workers or cores()) == 1 or "flows.stages" in sys.modules:
        yield
        return
    begun = _begun()
    process.set(begun)
    try:
        yield
    finally:
        end()
        begun.communicate()


def end() -> None:
    """End the process, if it is there: once all is extracted, it only takes memory. Nobody waits for it here."""
    if begun := process.get():
        process.set(None)
        begun.kill()


def _begun() -> Process:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "flows.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        process_group=0,  # an interrupt is for the run, which ends it
    )


def extracted(by: Process, batches: Sequence[Sequence[Path]], root: Path) -> Iterator[Batch]:
    """What the process makes of batches of files; the first it is asked for at once, before this process is busy.

    Raises what the process raises, and `MachineFault` where it was killed.
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
    # One that was killed shows that where its answer is missing.
    with suppress(BrokenPipeError):
        pickle.dump((paths, root), by.stdin)
        by.stdin.flush()


def without_data_frames() -> None:
    """Have no pandas in a process that reads and extracts: Arrow would import it, which takes as long as to extract ten
    documents, only to see whether what it is given is a data frame."""
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
