"""A cache for functions of an analysis and for methods, kept in the object itself: the same is asked often."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def cached(find: Callable[Concatenate[Any, Asked], Found]) -> Callable[Concatenate[Any, Asked], Found]:
    """Decorate a function so that its first argument keeps the results, by the other positional arguments only."""
    name = f"results of {find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(keeper: Any, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        results: dict[object, Found] = vars(keeper).setdefault(name, {})
        if asked not in results:
            results[asked] = find(keeper, *asked, **named)
        return results[asked]

    return found
