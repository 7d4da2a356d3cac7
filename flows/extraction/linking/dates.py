"""The report of a rating: which of the times that a document names, or its own day, or none, its report came out on.

A rating of a table is dated as one that is linked: it stands at its cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.days import named_days
from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity

# So many times that are named before a rating are candidates, and behind it, and of those of the document's opening.
MOST_BEFORE, MOST_BEHIND, MOST_OPENING = 6, 4, 4
# What makes a fact: a body, an area, a grade, and whether that is an earlier one.
Key = tuple[Body, str, str, bool]


@dataclass(eq=False, slots=True)
class Stated:
    """A rating that a document states, linked or in a table.

    `at`: its grade. `earlier`: how likely it is an earlier one; `probability`: that all of it is right. `year`: the one
    that heads its row or column. `number`: its place among the ratings that were judged.
    """

    at: Entity
    body: Body
    area: str
    earlier: float
    probability: float = 1.0
    year: str | None = None
    number: int = -1

    @property
    def historic(self) -> bool:
        """Whether it is an earlier one."""
        return self.earlier >= 0.5

    @property
    def key(self) -> Key:
        """What makes the fact."""
        return self.body, self.area, self.at.code, self.historic

    @property
    def place(self) -> Hashable:
        """What decides its report: the same for all of a row of a table but their year."""
        block = self.at.block
        return block.index if block.kind == "row" else -self.at.start - 1, self.body, self.historic, self.year


@dataclass(eq=False, slots=True)
class Day:
    """A time that a document names, with its place among the tokens; its own day stands nowhere."""

    value: str
    form: str
    start: int = -1
    first: int = -1
    last: int = -1
    block: Block | None = None
    sentence: Sentence | None = None


def days_of(document: Entities) -> list[Day]:
    """The times that a document names, in order; its own day last."""
    analysis, tokens = document.analysis, document.starts
    starts = [block.start for block in analysis.blocks]
    found = []
    for one in named_days(analysis.text, analysis.view.folded, analysis.written):
        block = analysis.blocks[max(0, bisect_right(starts, one.start) - 1)]
        first, last = bisect_left(tokens, one.start), bisect_left(tokens, one.end) - 1
        found.append(Day(one.value, one.form, one.start, first, last, block, analysis.sentence_at(one.start)))
    own = analysis.document.published_on
    return [*found, Day(own, "own")] if own else found


class Days:
    """The times of a document, and where each is named."""

    def __init__(self, every: Sequence[Day]) -> None:
        self.all = every
        self.named = [day for day in every if day.block]
        self.of_value: dict[str, list[Day]] = defaultdict(list)
        self.in_sentence: dict[int, list[Day]] = defaultdict(list)
        self.in_block: dict[int, list[Day]] = defaultdict(list)
        for day in every:
            self.of_value[day.value].append(day)
            if day.sentence is not None:
                self.in_sentence[day.sentence.index].append(day)
            if day.block is not None:
                self.in_block[day.block.index].append(day)
        self.values = sorted(self.of_value)
        self.rank = {value: number for number, value in enumerate(self.values)}
        self._tokens = [day.first for day in self.named]

    def candidates(self, stated: Stated) -> list[str | None]:
        """The dates that the report of a rating may have; None stands for one that is not said."""
        at = bisect_left(self.named, stated.at.start, key=lambda day: day.start)
        near = self.named[max(0, at - MOST_BEFORE) : at + MOST_BEHIND]
        own = self.all[len(self.named) :]
        return [*sorted({day.value for day in (*self.all[:MOST_OPENING], *near, *own)}), None]

    def nearest(self, value: str, token: int) -> Day | None:
        """The place nearest to a token where a time is named."""
        named = [day for day in self.of_value[value] if day.block]
        at = bisect_left(named, token, key=lambda day: day.first)
        return min(named[max(0, at - 1) : at + 1], key=lambda day: abs(day.first - token), default=None)

    def between(self, low: int, high: int) -> int:
        """How many times are named strictly between two tokens."""
        return max(0, bisect_left(self._tokens, high) - bisect_right(self._tokens, low))


class Likely:
    """How likely each time is that of a report, in one document: the best of each value, and of all."""

    def __init__(self, days: Days, scores: Sequence[float]) -> None:
        self.scores, self.order = dict(zip(days.all, scores, strict=True)), sorted(scores)
        self.best = max(scores, default=0.0)
        likely = [day.value for day, score in self.scores.items() if score >= min(0.5, self.best)]
        self.newest, self.oldest = max(likely, default=""), min(likely, default="")
        self.top = {
            value: max(found, key=lambda day: (day.block is not None, self.scores[day]))
            for value, found in days.of_value.items()
        }
        self.of_value = {value: max(map(self.scores.__getitem__, found)) for value, found in days.of_value.items()}

    def rank(self, score: float) -> int:
        """How many times are likelier."""
        return len(self.order) - bisect_right(self.order, score)
