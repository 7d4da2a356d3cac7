"""The numbers of a document in their places, and the candidates for them with the places where they are named."""

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
    """A number in its place. In a table cell, `labels` are the slices of the labels of its row and `heads` those of the
    headers of its column and of the title of its rows, nearest first."""

    index: int  # the number of this place among the places of its page
    number: Number
    sentence: Sentence
    token: int
    low: int  # the first token of its sentence
    high: int  # the first token after its sentence
    leads: list[Block]  # the lead-ins of its block, the nearest first
    labels: tuple[Slice, ...] = ()
    heads: tuple[Slice, ...] = ()
    column: int = -1  # the column of its cell; -1 outside of tables
    tabled: Figure | None = None  # what the structure of its table says that it counts

    @property
    def block(self) -> Block:
        """The block that holds the number."""
        return self.sentence.block

    @property
    def headings(self) -> list[tuple[str, Slice]]:
        """The labels, headers and first two lead-ins: pairs of "label", "head" or "lead" and a slice."""
        leads = [(block.start, block.end) for block in self.leads[:2]]
        every = {"label": self.labels, "head": self.heads, "lead": leads}
        return [(name, span) for name, spans in every.items() for span in spans]

    @property
    def sentence_span(self) -> Slice:
        """The slice of the number's sentence."""
        return self.sentence.start, self.sentence.end


class Namings:
    """Places where candidates are named, in order of position; `add` must be called in that order, too."""

    def __init__(self, namings: Iterable[Naming] = ()) -> None:
        self.all: list[Naming] = []
        self.starts: list[int] = []
        self.tokens: list[int] = []
        self.ways: set[str] = set()  # how the periods are derived that are named here
        for one in namings:
            self.add(one)

    def add(self, one: Naming) -> None:
        """Append a naming, which must not begin before the last."""
        self.all.append(one)
        self.starts.append(one.start)
        self.tokens.append(one.token)
        self.ways.add(one.how)

    def within(self, span: Slice, most: int | None = None) -> list[Naming]:
        """Return the namings that begin in a slice, or the first `most` of them."""
        low, high = (bisect_left(self.starts, edge) for edge in span)
        return self.all[low : high if most is None else min(high, low + most)]

    def any_in(self, span: Slice) -> bool:
        """Whether any naming begins in a slice."""
        at = bisect_left(self.starts, span[0])
        return at < len(self.starts) and self.starts[at] < span[1]

    def nearest(self, place: Place) -> Naming | None:
        """Return the naming nearest to a number, preferring its sentence, then its column's headers, then before it."""
        if not self.all:
            return None
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
        near += [one for head in place.heads for one in self.within(head, 1)]
        return min(near, key=cost)


@dataclass(eq=False, slots=True)
class Candidate:
    """Something that a number could be linked to. The `key` is a body, a span of days, or the code of a threat or
    mark."""

    kind: str  # "body", "period", "threat" or "mark"
    key: Any
    sort: str = ""  # the kind of a body; "level", "strand" or "lead" of a mark; the code of a threat
    named: Namings = field(default_factory=Namings)
    derived: Namings = field(default_factory=Namings)  # of a period: where the periods are named that it derives from
    traits: dict[str, float] = field(default_factory=dict)  # features that hold wherever the number stands


@dataclass(eq=False, slots=True)
class Naming:
    """A place where a candidate is named; for a derived period, where the period is named from which it derives."""

    start: int
    end: int
    token: int  # its first token
    key: Any  # of the candidate
    how: str = ""  # how a derived period relates to the one named here: "year before"; "" if named
