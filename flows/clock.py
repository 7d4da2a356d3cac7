"""The clock of a run: when the run began, and how long each of its stages takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Clock:
    """Measures a run: when it began (UTC), and how many seconds each of its `stages` has taken so far."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    _zero: float = field(default_factory=perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """The seconds since the run began."""
        return perf_counter() - self._zero

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that is spent within this context to a stage."""
        started = perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + perf_counter() - started


# The clock of the present run; each run begins by setting a new one.
clock: ContextVar[Clock] = ContextVar("clock", default=Clock())  # noqa: B039  without a run nobody reads it


def timed(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function so that its time counts as a stage of its name, by the clock of the run."""

    @wraps(function)
    def stage(*args: P.args, **kwargs: P.kwargs) -> T:
        with clock.get().stage(function.__name__):
            return function(*args, **kwargs)

    return stage
