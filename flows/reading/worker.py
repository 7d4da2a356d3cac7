"""The worker process that `isolation` starts: it reads files sent through a pipe, one after the other, within limits.

A file that a reader cannot handle is rejected. A reader that cannot be loaded, or cannot read a file known to be good,
is a fault of the machine.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from dataclasses import asdict, astuple, replace
from functools import cache
from typing import Any

from flows.faults import INSTALL, machine_fault, wants_memory
from flows.reading.errors import ReadingError
from flows.reading.isolation import MOST_SECONDS, READY
from flows.reading.memory import peak_memory
from flows.reading.samples import SENTENCE, sample

READERS = {"html": "flows.reading.html", "pdf": "flows.reading.pdf", "docx": "flows.reading.docx"}
# A worker that has used more than this share of its memory limit ends, so that the next file finds as much memory.
_FRESH_SHARE = 0.3
# In bytes: what a reader needs for ordinary files; with less, libraries fail with all kinds of errors.
_ORDINARY_MEMORY = 64 * 1024 * 1024


def main() -> None:
    """Answer requests until the input ends."""
    # Whatever a library prints goes to standard error, so that it does not get into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(READY)
    answers.flush()
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        answer = _answer(request, data)
        if answer is None:
            return
        last = peak_memory() > _FRESH_SHARE * request["memory"]
        answers.write(json.dumps({**answer, "last": last}).encode() + b"\n")
        answers.flush()
        if last:
            return
        del data, answer


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any] | None:
    """Return the page, the reason for rejecting the file, or the fault of the machine; None if memory ran out.

    Whether the file or the machine is to blame for lack of memory is found out in another process.
    """
    if fault := _fault(request["reader"], request["memory"]):
        return {"fault": fault}
    _limit(request["seconds"], request["memory"])
    try:
        selected = [request["selection"]] if request["selection"] else []
        page = importlib.import_module(READERS[request["reader"]]).read(data, *selected)
        return {**asdict(replace(page, blocks=())), "blocks": [astuple(block) for block in page.blocks]}
    except ReadingError as error:
        return {"reason": error.reason, "value": error.value}
    except Exception as error:
        if wants_memory(error):
            return None
        if fault := machine_fault(error):
            return {"fault": fault}
        # A file that a library cannot parse is rejected.
        return {"reason": "malformed", "value": f"cannot be parsed ({type(error).__name__})"}
    finally:
        _limit(0, request["memory"])


@cache
def _fault(reader: str, memory: int) -> str | None:
    """Return why a reader cannot read any file, not even its sample; None if it works."""
    try:
        _limit(0, None)
        module = importlib.import_module(READERS[reader])
        _limit(MOST_SECONDS, memory)
        bytearray(_ORDINARY_MEMORY)
        if SENTENCE in module.read(sample(reader)).text:
            return None
        why = "it makes something else of a file known to be good"
    except Exception as error:
        if fault := machine_fault(error):
            return fault
        why = f"{type(error).__name__}: {error}".strip().split("\n")[0]
    return f"its reader does not work ({why}): {INSTALL}"


def _limit(seconds: float, memory: int | None) -> None:
    """Limit the processor seconds for the next file (0: no limit) and the memory in bytes (None: as much as allowed).

    Exceeding the time limit kills the process. Exceeding the memory limit makes allocations fail, which ends it too.
    """
    if sys.platform != "win32":
        import resource

        signal.setitimer(signal.ITIMER_PROF, seconds)
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if memory is None else memory, most))


if __name__ == "__main__":
    main()
