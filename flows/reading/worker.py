"""The process that `isolation` starts: files come in by a pipe, pages go out, one after the other, within limits.

A file that a reader is not up to costs that file. A reader that does not start, or makes no page of a file known to be
good, is a fault of the machine.
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
# Of what it may take; after a file that took more it ends, so that no file finds less memory than another.
_FRESH = 0.3
# What a reader needs for ordinary files: where that is not to be had, libraries report all kinds of damage.
_ORDINARY = 64 * 1024 * 1024


def main() -> None:
    """Answer until nothing comes any more."""
    # What a library prints must not get into the answers.
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
        last = peak_memory() > _FRESH * request["memory"]
        answers.write(json.dumps({**answer, "last": last}).encode() + b"\n")
        answers.flush()
        if last:
            return
        del data, answer


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any] | None:
    """A page, the reason why there is none, or the fault of the machine; None where memory is short.

    Whether the file or the machine is to blame for that shows in another process.
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
        # A library that is not up to a file costs that file.
        return {"reason": "malformed", "value": f"cannot be parsed ({type(error).__name__})"}
    finally:
        _limit(0, request["memory"])


@cache
def _fault(reader: str, memory: int) -> str | None:
    """Why a reader can read no file at all, if it cannot, not even its sample."""
    try:
        _limit(0, None)
        module = importlib.import_module(READERS[reader])
        _limit(MOST_SECONDS, memory)
        bytearray(_ORDINARY)
        if SENTENCE in module.read(sample(reader)).text:
            return None
        why = "it makes something else of a file known to be good"
    except Exception as error:
        if fault := machine_fault(error):
            return fault
        why = f"{type(error).__name__}: {error}".strip().split("\n")[0]
    return f"its reader does not work ({why}): {INSTALL}"


def _limit(seconds: float, memory: int | None) -> None:
    """Processor time for the next file, and memory for all: going over either ends the process, in any code."""
    if sys.platform != "win32":
        import resource

        signal.setitimer(signal.ITIMER_PROF, seconds)
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if memory is None else memory, most))


if __name__ == "__main__":
    main()
