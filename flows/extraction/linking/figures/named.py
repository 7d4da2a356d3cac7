"""What stands on a page: numbers where they stand, and all that they could be bound to, where that is named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.tables.figures import Figure

Slice = tuple[int, int]


@dataclass(eq=False, slots=True)
class Place:
    """A number where it stands: its token, its sentence, the first token of that and the first behind it.

    `leads`: the blocks that introduce its own, the nearest first; `labels`, `heads`: of a cell what heads its row and
    its column; `tabled`: what its table says that it counts, if it does.
    """

    index: int
    number: Number
    sentence: Sentence
    token: int
    low: int
    high: int
    leads: list[Block]
    labels: tuple[Slice, ...] = ()
    heads: tuple[Slice, ...] = ()
    column: int = -1
    tabled: Figure | None = None

    @property
    def block(self) -> Block:
        """The block that it stands in."""
        return self.sentence.block

    @property
    def headings(self) -> list[tuple[str, Slice]]:
        """What heads it, the two blocks that lead to its own at last, each with what it is."""
        leads = [(block.start, block.end) for block in self.leads[:2]]
        every = {"label": self.labels, "head": self.heads, "lead": leads}
        return [(name, span) for name, spans in every.items() for span in spans]

    @property
    def said(self) -> Slice:
        """The slice of its sentence."""
        return self.sentence.start, self.sentence.end


class Namings:
    """Where candidates are named, in order; whoever adds one does so in order, too."""

    def __init__(self, namings: Iterable[Naming] = ()) -> None:
        self.all: list[Naming] = []
        self.starts: list[int] = []
        self.tokens: list[int] = []
        for one in namings:
            self.add(one)

    def add(self, one: Naming) -> None:
        """Take up the next one."""
        self.all.append(one)
        self.starts.append(one.start)
        self.tokens.append(one.token)

    def within(self, span: Slice) -> list[Naming]:
        """Those that begin in a slice."""
        return self.all[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]

    def any_in(self, span: Slice) -> bool:
        """Whether any begins in a slice."""
        at = bisect_left(self.starts, span[0])
        return at < len(self.starts) and self.starts[at] < span[1]

    def nearest(self, place: Place) -> Naming | None:
        """The one nearest to a number: in its sentence, in the heads of its cell, before, behind."""
        sentence, at = place.sentence, place.number.start

        def cost(one: Naming) -> int:
            if one.start <= at < one.end:
                return 0
            gap = abs(one.token - place.token)
            if sentence.start <= one.start < sentence.end:
                return gap
            if any(low <= one.start < high for low, high in place.heads):
                return 2
            return 200 + gap if one.start < at else 2000 + gap

        middle = bisect_left(self.starts, at)
        near = self.all[max(0, middle - 3) : middle + 3]
        near += [one for head in place.heads for one in self.within(head)[:1]]
        return min(near, key=cost, default=None)


@dataclass(eq=False, slots=True)
class Candidate:
    """What a number could be bound to. `key`: a body, a span of time, or the code of a threat or mark.

    `sort`: the kind of a body, the level, strand or lead of a mark. `derived`: of a period, what it is derived from.
    """

    kind: str
    key: Any
    sort: str = ""
    named: Namings = field(default_factory=Namings)
    derived: Namings = field(default_factory=Namings)
    traits: dict[str, float] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Naming:
    """Where a candidate is named, by its key; `how`: of a period that is derived in relation to the one named there."""

    start: int
    end: int
    token: int
    key: Any
    how: str = ""
