"""Tells errors that are the fault of the machine or the installation from errors caused by what was read.

This module imports no libraries, so that it can report a missing one.
"""

from __future__ import annotations

import errno
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.refusals import MachineFault, Published, message

INSTALL = "install the project again with all it needs (make, or pip install .)"
FREE_MEMORY = "free some memory, or use fewer processes (--workers 1)"
_FREE_SPACE = "free some space"
_CLOSE_FILES = "close other programs, or raise the limit of open files"
_CHECK_DISK = "check the disk or the network folder it is on"

# Errors of the system that no file is to blame for, and what to do about each.
REMEDIES = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.ENOMEM: FREE_MEMORY,
    errno.EAGAIN: FREE_MEMORY,
    errno.EMFILE: _CLOSE_FILES,
    errno.ENFILE: _CLOSE_FILES,
    errno.EIO: _CHECK_DISK,
    errno.ESTALE: _CHECK_DISK,
    errno.ENOTCONN: _CHECK_DISK,
    errno.ETIMEDOUT: _CHECK_DISK,
    errno.EHOSTDOWN: _CHECK_DISK,
}
# The name of the error that DuckDB raises if what it has to do does not fit into its memory limit.
_DATABASE_FULL = "OutOfMemoryException"
# The folders that installed code is in.
_HERE = Path(__file__).parents[1]
_INSTALLED = (
    *(_HERE / name for name in ("flows", "schemas")),
    *(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib")),
)
# The two messages of the dynamic linker if there is no memory for a library; reading a large file may be the cause.
_NO_MEMORY_FOR_LIBRARY = ("cannot allocate memory", "failed to map segment")


def machine_fault(error: BaseException) -> str | None:
    """Return one line that says what is wrong and what to do, if an error is the fault of the machine, else None."""
    if isinstance(error, ModuleNotFoundError):
        return f"the library {error.name} is missing: {INSTALL}"
    if isinstance(error, ImportError):
        return f"the library {_library(error)} cannot be imported ({_first_line(error)}): {INSTALL}"
    if isinstance(error, MemoryError):
        return f"there is not enough memory: {FREE_MEMORY}"
    if type(error).__name__ == _DATABASE_FULL:
        return "there is not enough memory to make tables of claims: raise --memory-limit"
    if not isinstance(error, OSError):
        return None
    what = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror)
    if remedy := REMEDIES.get(error.errno or 0):
        return f"{what}: {remedy}"
    if error.filename and any(Path(str(error.filename)).is_relative_to(place) for place in _INSTALLED):
        return f"{what}: {INSTALL}"
    return None


def raise_machine_fault(error: BaseException) -> None:
    """Raise `MachineFault` if an error is the fault of the machine."""
    if fault := machine_fault(error):
        raise MachineFault(fault) from error


@contextmanager
def behind(version: str | None, left: str = "the rest") -> Iterator[None]:
    """Raise `Published` for whatever goes wrong within it, once a version was published; None is none."""
    try:
        yield
    except Exception as error:
        if version is None:
            raise
        raise Published(version, machine_fault(error) or message(error), left) from error


def wants_memory(error: BaseException) -> bool:
    """Whether an error was caused by too little memory, perhaps because reading a file took too much."""
    if isinstance(error, ImportError):
        return any(words in str(error).lower() for words in _NO_MEMORY_FOR_LIBRARY)
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


def _library(error: ImportError) -> str:
    """Return the library that an import error names, or else the module that raised it."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return str(error.name or (trace and trace.tb_frame.f_globals.get("__name__")))


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0]
