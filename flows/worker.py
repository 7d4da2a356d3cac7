"""The program of the process that `early_worker` starts: it reads batches from standard input and writes results."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

from flows.early_worker import without_data_frames

if TYPE_CHECKING:
    from flows.batch import Batch


def main() -> None:
    """Answer requests until standard input is closed: the run has no more files, or has ended."""
    # Answers go to the original standard output; anything that a library prints goes to standard error instead.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    without_data_frames()
    _answer(None)
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_answer(request), answers)
        answers.flush()


def _answer(request: Any) -> Batch | Exception | None:
    """Return the result of a batch of files, or its error.

    Without a batch (None), only import what batches need, to save time later.
    """
    try:
        import flows.extraction.extracting  # noqa: F401
        from flows.batch import read_and_extract_batch

        return read_and_extract_batch(*request) if request else None
    except Exception as error:
        return error


if __name__ == "__main__":
    main()
