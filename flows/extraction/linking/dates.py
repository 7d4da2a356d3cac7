"""The report of a rating: which of the times that a document names, or its own day, or none, its report came out on.

A rating of a table is dated as one that is linked: it stands at its cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.days import NamedDay, named_days
from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities

# So many times that are named before a rating are candidates, and behind it, and of those of the document's opening.
MOST_BEFORE, MOST_BEHIND, MOST_OPENING = 6, 4, 4


@dataclass(eq=False, slots=True)
class Day:
    """A time that a document names, with its place among the tokens; its own day stands nowhere (`named` is None)."""

    value: str
    form: str
    named: NamedDay | None = None
    first: int = -1
    last: int = -1
    block: Block | None = None
    sentence: Sentence | None = None


@dataclass(eq=False, slots=True)
class Stated:
    """A rating to date: where it stands, of which body, how likely it is an earlier one, and its column's year."""

    start: int
    token: int
    sentence: Sentence
    body: Body
    earlier: float
    area: str = ""
    grade: str = ""
    year: str | None = None
    likely: float = 1.0

    @property
    def block(self) -> Block:
        """The block that it stands in."""
        return self.sentence.block

    @property
    def place(self) -> Hashable:
        """What decides its report: the same for all of a row of a table but their year."""
        in_row = self.block.kind == "row"
        return self.block.index if in_row else -self.start - 1, self.body, self.earlier >= 0.5, self.year


class Days:
    """The times of a document, in order; its own last."""

    def __init__(self, document: Entities) -> None:
        analysis = document.analysis
        self.all: list[Day] = []
        blocks, starts = analysis.blocks, document.starts
        block_starts = [block.start for block in blocks]
        for one in named_days(analysis.text, analysis.view.folded, analysis.written):
            block = blocks[max(0, bisect_right(block_starts, one.start) - 1)]
            first, last = bisect_left(starts, one.start), bisect_left(starts, one.end) - 1
            self.all.append(Day(one.value, one.form, one, first, last, block, analysis.sentence_at(one.start)))
        self.starts = [day.named.start for day in self.all if day.named]
        if own := analysis.document.published_on:
            self.all.append(Day(own, "own"))
        self.of_value: dict[str, list[int]] = defaultdict(list)
        self.in_sentence: dict[int, list[Day]] = defaultdict(list)
        self.in_block: dict[int, list[Day]] = defaultdict(list)
        for number, day in enumerate(self.all):
            self.of_value[day.value].append(number)
            if day.sentence is not None:
                self.in_sentence[day.sentence.index].append(day)
            if day.block is not None:
                self.in_block[day.block.index].append(day)
        self.values = sorted(self.of_value)
        self.rank = {value: number for number, value in enumerate(self.values)}
        self.tokens = [day.first for day in self.all if day.named]

    def candidates(self, stated: Stated) -> list[str | None]:
        """The dates that the report of a rating may have; None stands for one that is not said."""
        at = bisect_left(self.starts, stated.start)
        near = self.all[max(0, at - MOST_BEFORE) : at + MOST_BEHIND]
        own = [day for day in self.all[-1:] if day.named is None]
        return [*sorted({day.value for day in (*self.all[:MOST_OPENING], *near, *own)}), None]

    def nearest(self, value: str, token: int) -> int | None:
        """The place nearest to a token where a time is named."""
        numbers = [number for number in self.of_value[value] if self.all[number].named]
        at = bisect_left(numbers, token, key=lambda number: self.all[number].first)
        near = numbers[max(0, at - 1) : at + 1]
        return min(near, key=lambda number: abs(self.all[number].first - token), default=None)

    def between(self, low: int, high: int) -> int:
        """How many times are named strictly between two tokens."""
        return max(0, bisect_left(self.tokens, high) - bisect_right(self.tokens, low))


class Likely:
    """How likely each time is that of a report, in one document: the best of each value, and of all."""

    def __init__(self, days: Days, scores: Sequence[float]) -> None:
        self.scores, self.order = scores, sorted(scores)
        self.best = max(scores, default=0.0)
        likely = [day.value for day, score in zip(days.all, scores, strict=True) if score >= min(0.5, self.best)]
        self.newest, self.oldest = max(likely, default=""), min(likely, default="")
        self.top = {
            value: max(numbers, key=lambda number: (days.all[number].named is not None, scores[number]))
            for value, numbers in days.of_value.items()
        }
        self.of_value = {value: max(scores[number] for number in numbers) for value, numbers in days.of_value.items()}

    def rank(self, score: float) -> int:
        """How many times are likelier."""
        return len(self.order) - bisect_right(self.order, score)
