"""What stands on a page: numbers where they stand, and all that they could be bound to, where that is named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.tables.figures import Figure

Slice = tuple[int, int]
# By what namings are in order.
START = attrgetter("start")


@dataclass(eq=False, slots=True)
class Place:
    """A number where it stands: its token and sentence; of a cell what heads its row and its column, the nearest first.

    `tabled`: what its table says that it counts, if it does.
    """

    index: int
    number: Number
    sentence: Sentence
    token: int
    labels: tuple[Slice, ...] = ()
    heads: tuple[Slice, ...] = ()
    column: int = -1
    tabled: Figure | None = None

    @property
    def block(self) -> Block:
        """The block that it stands in."""
        return self.sentence.block


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """Where something is named; `how`: of a period that is told in relation to the one named there."""

    start: int
    end: int
    token: int
    how: str = ""


@dataclass(eq=False, slots=True)
class Thing:
    """What a number could be bound to. `key`: a body, a span of time, or the code of a threat or mark.

    `sort`: the kind of a body, the level, strand or lead of a mark. `derived`: of a period, what it is told by.
    """

    kind: str
    key: Any
    sort: str = ""
    named: list[Naming] = field(default_factory=list)
    derived: list[Naming] = field(default_factory=list)
    traits: dict[str, float] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)

    def put_in_order(self) -> None:
        """Sort where it is named and told; `starts` and `tokens` are those of where it is named."""
        self.named.sort()
        self.derived.sort()
        self.starts = [one.start for one in self.named]
        self.tokens = [one.token for one in self.named]


class Namings:
    """All namings of things of a kind, in order, each with what it names."""

    def __init__(self, named: Iterable[tuple[Naming, Thing]], sentence_of: Sequence[int]) -> None:
        pairs = sorted(named, key=lambda pair: pair[0])
        self.how = [naming.how for naming, _ in pairs]
        self.things = [one for _, one in pairs]
        self.starts = [naming.start for naming, _ in pairs]
        self.tokens = [naming.token for naming, _ in pairs]
        first: dict[int, Thing] = {}
        for token, one in zip(self.tokens, self.things, strict=True):
            first.setdefault(sentence_of[token], one)
        # The sentences that name any, and what each names first.
        self.sentences, self.first = list(first), list(first.values())

    def within(self, span: Slice) -> slice:
        """Which of them begin in a slice."""
        return slice(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))
