"""The report of a rating: which of the times that a document names, or its own day, or none, its report came out on.

A rating of a table is dated as one that is linked: it stands at its cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entity

# So many times that are named before a rating are candidates, and behind it, and of those of the document's opening.
MOST_BEFORE, MOST_BEHIND, MOST_OPENING = 6, 4, 4
# The form of the day of a document itself.
OWN = "own"
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
        """What decides its report: the same for all grades of a body in a table but for their year."""
        table = self.at.block.table
        return self.at.start if table is None else id(table), table is None, self.body, self.historic, self.year


class Days:
    """The times of a document: where each is named, in order, and last its own day, which stands nowhere."""

    def __init__(self, named: Sequence[Entity], own: str | None) -> None:
        self.named = named
        self.own = [Entity("time", -1, -1, own, form=OWN)] if own else []
        self.all = [*self.named, *self.own]
        self.of_value: dict[str, list[Entity]] = defaultdict(list)
        for day in self.all:
            self.of_value[day.code].append(day)
        self.values = sorted(self.of_value)
        self.rank = {value: number for number, value in enumerate(self.values)}

    def candidates(self, stated: Stated) -> list[str | None]:
        """The dates that the report of a rating may have; None stands for one that is not said."""
        at = bisect_left(self.named, stated.at.start, key=lambda day: day.start)
        near = self.named[max(0, at - MOST_BEFORE) : at + MOST_BEHIND]
        return [*sorted({day.code for day in (*self.all[:MOST_OPENING], *near, *self.own)}), None]

    def nearest(self, value: str, token: int) -> Entity | None:
        """The place nearest to a token where a time is named."""
        named = [day for day in self.of_value[value] if day.form != OWN]
        at = bisect_left(named, token, key=lambda day: day.token)
        return min(named[max(0, at - 1) : at + 1], key=lambda day: abs(day.token - token), default=None)


class Likely:
    """How likely each time is that of a report, in one document: the best of each value, and of all."""

    def __init__(self, days: Days, scores: Sequence[float]) -> None:
        self.scores, self.order = dict(zip(days.all, scores, strict=True)), sorted(scores)
        self.best = max(scores, default=0.0)
        likely = [day.code for day, score in self.scores.items() if score >= min(0.5, self.best)]
        self.newest, self.oldest = max(likely, default=""), min(likely, default="")
        self.top = {
            value: max(found, key=lambda day: (day.form != OWN, self.scores[day]))
            for value, found in days.of_value.items()
        }
        self.of_value = {value: max(map(self.scores.__getitem__, found)) for value, found in days.of_value.items()}

    def rank(self, score: float) -> int:
        """How many times are likelier."""
        return len(self.order) - bisect_right(self.order, score)
