"""Many cases as one test: collected once, and reported one by one where they fail."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import settings

Test = Callable[..., None]


def each_case(
    names: str | Sequence[str], cases: Iterable[Any], ids: Iterable[str] | None = None
) -> Callable[[Test], Test]:
    """`pytest.mark.parametrize` as a single test that tries every case, whatever became of those before.

    Takes names and cases as parametrize does, and fixtures beside them, which all cases share. Raises a group of what
    the cases raised, each with a note that says which case it was: by its id, or else by its values.
    """
    named = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else tuple(names)
    values = [case if len(named) > 1 else (case,) for case in cases]
    called = [*ids] if ids is not None else [", ".join(map(repr, value)) for value in values]

    def of(test: Test) -> Test:
        if not values:
            raise ValueError(f"{test.__qualname__} has no cases")

        @functools.wraps(test)
        def every_case(**fixtures: Any) -> None:
            failed: list[BaseException] = []
            for name, value in zip(called, values, strict=True):
                try:
                    test(**dict(zip(named, value, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"in the case {name}")
                    failed.append(error)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(values)} cases of {test.__qualname__}", failed)

        taken = inspect.signature(test)
        left = [each for name, each in taken.parameters.items() if name not in named]
        every_case.__dict__["__signature__"] = taken.replace(parameters=left)
        return every_case

    return of


def mostly_slow(cases: Iterable[Any], quick: Iterable[Any]) -> list[Any]:
    """Cases for parametrize: `make test` tries the quick ones, `make test-slow` all others.

    A tuple has a value for each of several names. Raises ValueError where a quick one is no case: nothing would try it.
    """
    every, few = [*cases], [*quick]
    if strange := [each for each in few if each not in every]:
        raise ValueError(f"no cases: {strange}")
    values = [case if isinstance(case, tuple) else (case,) for case in every]
    marks = [() if case in few else (pytest.mark.slow,) for case in every]
    return [pytest.param(*value, marks=mark) for value, mark in zip(values, marks, strict=True)]


def costly(times: int) -> settings:
    """For a property each of whose examples takes long: so many times fewer of them than of others, in any profile."""
    return settings(max_examples=max(2, settings().max_examples // times))
