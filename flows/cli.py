"""The command `inspection-facts`.

Data goes to standard output, progress and log to standard error. Exit codes: 0 done, 1 found something wrong,
2 wrong usage. Whatever happens is told in one line that says what to do; `--debug` shows where it happened.
"""

from __future__ import annotations

import atexit
import io
import os
import sys
from collections.abc import Sequence

from flows.arguments import USAGE, parser
from flows.commands import COMMANDS, DONE, WRONG, WrongUsage, tell
from flows.refusals import message

__all__ = ["DONE", "WRONG", "main", "program"]


def program() -> None:
    """Run the command as a program, which ends as soon as all exit handlers have run.

    Python would then take all that was imported apart, object by object: a tenth of a second or two to wait for.
    """
    codes: list[int] = []
    atexit.register(_leave, codes)  # the first to be registered is called last
    codes.append(main())
    sys.exit(codes[0])


def _leave(codes: Sequence[int]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream:  # None where whoever started it has closed it
            stream.flush()
    if codes:  # else Python tells of the error that it ended with
        os._exit(codes[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    # What a terminal has no character for must not end the command; standard error writes it as an escape already.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    args = parser(COMMANDS).parse_args(arguments)
    try:
        code: int = args.command(args)
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("stopped; no unfinished release was left behind", 130)
    except BrokenPipeError:
        # Whoever read our output has seen enough. Nothing more must be written to it, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if args.debug:
            raise
        return _fail(*_explained(error))
    return code


def _explained(error: Exception) -> tuple[str, int]:
    """One line about an error, and the exit code that goes with it."""
    from flows.faults import machine_fault

    if fault := machine_fault(error):  # first: what tells of other errors may itself be what is missing
        return fault, WRONG
    from flows.reading.errors import ReadingError
    from flows.refusals import CannotRun, WrongPath, WrongTime

    line = message(error)
    match error:
        case WrongUsage() | WrongPath() | WrongTime():
            return line, USAGE
        case CannotRun() | ReadingError():
            return line, WRONG
        case OSError():
            return f"{error.filename or 'the system'}: {error.strerror or line}", WRONG
    return f"{type(error).__name__}: {line} (unexpected; --debug shows the traceback)", WRONG


def _fail(says: str, code: int) -> int:
    tell(says)
    return code


if __name__ == "__main__":
    program()
