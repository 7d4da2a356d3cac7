"""The process that `apart` starts: files come in by a pipe, pages go out, one after the other, within limits."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from dataclasses import asdict, astuple, replace

from flows.reading.apart import READY
from flows.reading.errors import ReadingError
from flows.reading.memory import peak_memory

READERS = {"html": "flows.reading.html", "pdf": "flows.reading.pdf", "docx": "flows.reading.docx"}
# Of what it may take; after a file that took more it ends, so that no file finds less memory than another.
_FRESH = 0.3


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
        reader = importlib.import_module(READERS[request["reader"]])
        _limit(request["seconds"], request["memory"])
        try:
            page = reader.read(data)
            answer = {**asdict(replace(page, blocks=())), "blocks": [astuple(block) for block in page.blocks]}
        except ReadingError as error:
            answer = {"reason": error.reason, "value": error.value}
        except MemoryError:
            return
        except Exception as error:  # a library that is not up to a file costs that file
            answer = {"reason": "malformed", "value": f"cannot be parsed ({type(error).__name__})"}
        _limit(0, request["memory"])
        last = peak_memory() > _FRESH * request["memory"]
        answers.write(json.dumps({**answer, "last": last}).encode() + b"\n")
        answers.flush()
        if last:
            return
        del data, answer


def _limit(seconds: float, memory: int) -> None:
    """Processor time for the next file, and memory for all: going over either ends the process, in any code."""
    if sys.platform != "win32":
        import resource

        signal.setitimer(signal.ITIMER_PROF, seconds)
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
