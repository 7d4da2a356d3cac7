"""Exceptions for what a run or a command refuses to do; each message is one line that says what to do.

Imports nothing of the project, so that reporting an error does not load pandas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.reading.unfulfilled import Unfulfilled


class CannotRun(Exception):
    """A run cannot start or must not go on."""


class WrongPath(CannotRun):
    """A path or address that was given to a command, or a body that is in no release there, cannot be used."""


class WrongTime(CannotRun):
    """A schedule that was given to a command cannot be used."""


class ReleaseRefused(CannotRun):
    """A release cannot be published, read or pruned; nothing was published."""


class Published(CannotRun):
    """A run failed after publishing its release.

    `version` is the published version; `left` names what the next run will bring up to date.
    """

    def __init__(self, version: str, says: str, left: str = "the rest") -> None:
        super().__init__(version, says, left)
        self.version = version

    def __str__(self) -> str:
        version, says, left = self.args
        return f"{says}: v{version} is published; the next run will bring {left} up to date"


class Overtaken(CannotRun):
    """Somebody else published while a run was building a release on the one before; the run must begin again."""


class InLines(CannotRun):
    """A refusal whose message has further lines, one for each problem."""


class NotFulfilled(InLines):
    """Removals or other corrections cannot be applied. The message: a line that says what to do, a line per problem."""

    def __init__(self, problems: Sequence[Unfulfilled]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        count = f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        removal = any(each.removal for each in self.problems)
        anyway = "no option goes on without a removal" if removal else "or go on without them with --publish-anyway"
        first = f"nothing is published, what people asked for cannot be done: mend {count}, {anyway}"
        return "\n".join([first, *(f"  {each}" for each in self.problems)])


def message(error: BaseException) -> str:
    """Return the message of an error; only its first line unless the error is `InLines`."""
    text = str(error).strip()
    return text if isinstance(error, InLines) else text.split("\n")[0]


class MachineFault(CannotRun):
    """The machine or the installation is at fault, not a document."""
