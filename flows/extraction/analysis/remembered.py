"""A cache for functions of an analysis, kept in the analysis: the same question is asked again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class ResultCache(defaultdict[object, dict[Any, Any]]):
    """The cached results by function: for each function a dictionary from its arguments to its result."""

    def __init__(self) -> None:
        super().__init__(dict)


def cached(find: Callable[Concatenate[Any, Asked], Found]) -> Callable[Concatenate[Any, Asked], Found]:
    """Decorate a function of an analysis so that its results are cached by its positional arguments only."""

    def found(analysis: Any, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        results: dict[object, Found] = analysis.remembered[find]
        if asked not in results:
            results[asked] = find(analysis, *asked, **named)
        return results[asked]

    return found
