"""The process that `early_worker` starts: batches of files come in by a pipe, what comes of them goes by another."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

from flows.early_worker import without_data_frames

if TYPE_CHECKING:
    from flows.batch import Batch


def main() -> None:
    """Answer until the run has no more to ask, or is there no more."""
    # What a library prints must not get into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    without_data_frames()
    _answer(None)
    while True:
        try:
            asked = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_answer(asked), answers)
        answers.flush()


def _answer(asked: Any) -> Batch | Exception | None:
    """A batch of files, or what went wrong with it; what that needs is imported, even if nothing is asked yet."""
    try:
        import flows.extraction.extracting  # noqa: F401
        from flows.batch import read_and_extract_batch

        return read_and_extract_batch(*asked) if asked else None
    except Exception as error:
        return error


if __name__ == "__main__":
    main()
