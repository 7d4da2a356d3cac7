"""What was found in a document so far: it is asked the same again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Remembered(defaultdict[object, dict[Any, Any]]):
    """What each of some ways to find something found, by what it was asked."""

    def __init__(self) -> None:
        super().__init__(dict)


def once(find: Callable[Concatenate[Any, Asked], Found]) -> Callable[Concatenate[Any, Asked], Found]:
    """A way to find something in an analysis that looks for the same but once."""

    def found(analysis: Any, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        known: dict[object, Found] = analysis.remembered[find]
        if asked not in known:
            known[asked] = find(analysis, *asked, **named)
        return known[asked]

    return found
