"""Measuring: seconds of a call, one core, a time limit, and the exponent of growth."""

from __future__ import annotations

import gc
import math
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes, on a heap that earlier ones have left tidy."""
    gc.collect()
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def seconds_within(limit: float, call: Callable[[], object]) -> float | None:
    """How long a call takes; None where it takes longer than the limit and was stopped."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    # Again and again: an exception in a finalizer or a callback of the garbage collector is lost.
    signal.setitimer(signal.ITIMER_REAL, limit, limit / 10)
    try:
        return seconds(call)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of time over size on logarithmic scales: 1 is linear, 2 quadratic."""
    xs, ys = [math.log(size) for size in sizes], [math.log(time) for time in times]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - x_mean) ** 2 for x in xs)


@contextmanager
def one_core() -> Iterator[None]:
    """This process, and those it starts, on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
