"""What a run or a command refuses to do; each message is one line that says what to do.

Without imports of the project: whoever tells of an error must not load data frames for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.reading.unfulfilled import Unfulfilled


class CannotRun(Exception):
    """A run that cannot start or must not go on."""


class WrongPath(CannotRun):
    """A folder that the command was told to use and cannot."""


class WrongTime(CannotRun):
    """A schedule that the command was told to keep and cannot."""


class ReleaseRefused(CannotRun):
    """Nothing was published."""


class Published(CannotRun):
    """A run that went wrong behind its release: this version is published, and the next run does what is left."""

    def __init__(self, version: str, says: str, left: str = "the rest") -> None:
        super().__init__(version, says, left)
        self.version = version

    def __str__(self) -> str:
        version, says, left = self.args
        return f"{says}: v{version} is published; the next run will bring {left} up to date"


class Overtaken(CannotRun):
    """Somebody else has published meanwhile: what was built on the release before counts for nothing."""


class InLines(CannotRun):
    """A refusal whose message goes on with a line for each of several problems."""


class NotFulfilled(InLines):
    """Removals or corrections that cannot be done: a line that says what to do, and one for each of them."""

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
    """What an error says: of one that nobody foresaw the first line, which may be followed by whatever there is."""
    text = str(error).strip()
    return text if isinstance(error, InLines) else text.split("\n")[0]


class MachineFault(CannotRun):
    """The machine, or what is installed on it, cannot do the work: no document is to blame."""
