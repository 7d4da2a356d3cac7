"""What was found in a document so far: it is asked the same again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Remembered:
    """`answers`: what each of some ways to find something found, by what it was asked; `head_words` and `cell_roles`:
    what the heads and the cells of tables say, by where they stand.
    """

    answers: defaultdict[object, dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    head_words: dict[tuple[int, int], frozenset[Any]] = field(default_factory=dict)
    cell_roles: dict[tuple[int, int], frozenset[Any]] = field(default_factory=dict)


def once(find: Callable[Concatenate[Any, Asked], Found]) -> Callable[Concatenate[Any, Asked], Found]:
    """A way to find something in an analysis that looks for the same but once."""

    def found(analysis: Any, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        known: dict[object, Found] = analysis.remembered.answers[find]
        if asked not in known:
            known[asked] = find(analysis, *asked, **named)
        return known[asked]

    return found
