"""What a run or a command refuses to do; each message is one line that says what to do.

Without imports of its own: whoever tells of an error must not load data frames for that.
"""

from __future__ import annotations


class CannotRun(Exception):
    """A run that cannot start or must not go on."""


class WrongPath(CannotRun):
    """A folder that the command was told to use and cannot."""


class WrongTime(CannotRun):
    """A schedule that the command was told to keep and cannot."""


class ReleaseRefused(CannotRun):
    """Nothing was published."""


class MachineFault(CannotRun):
    """The machine, or what is installed on it, cannot do the work: no document is to blame."""
