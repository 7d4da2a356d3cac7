"""The command `inspection-facts`.

Data goes to standard output, progress and log to standard error. Exit codes: 0 done, 1 found something wrong,
2 wrong usage. Every error is one line that says what to do; `--debug` shows the traceback.
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
    """Run the command and end the process as soon as all exit handlers have run.

    This skips the destruction of all imported modules, which would take Python a tenth of a second or two.
    """
    codes: list[int] = []
    atexit.register(_leave, codes)  # registered first, so called last
    codes.append(main())
    sys.exit(codes[0])


def _leave(codes: Sequence[int]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream:  # None if the parent process has closed it
            stream.flush()
    if codes:  # without a code an error ended the command: Python reports it
        os._exit(codes[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default those of the process, and return the exit code."""
    # A character that the terminal cannot encode must not end the command; standard error escapes such characters.
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
        # The reader has closed the pipe; send the rest nowhere, so that flushing at exit does not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if args.debug:
            raise
        return _fail(*_explained(error))
    return code


def _explained(error: Exception) -> tuple[str, int]:
    """Return one line about an error, and the exit code for it."""
    from flows.faults import machine_fault

    if fault := machine_fault(error):  # first, because the imports below may fail for the same reason
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
