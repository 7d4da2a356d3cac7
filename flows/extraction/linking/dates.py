"""The candidates for the report date of a rating: times that the document names, its own date, or "not said"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entity

# How many times named before a rating, behind it, and first in the document are candidates for its report date.
MOST_BEFORE, MOST_BEHIND, MOST_OPENING = 6, 4, 4
# The form of the entity that stands for the document's own publication date.
OWN = "own"
# Identifies a fact: body, area code, grade, and whether it is an earlier (historic) grade.
Key = tuple[Body, str, str, bool]


@dataclass(eq=False, slots=True)
class StatedRating:
    """A rating that a document states, linked or in a table.

    `at`: its grade; for a table, the entity of the grade's cell. `area`: its code. `earlier`: the probability that the
    grade is an earlier one. `probability`: that the whole rating is right; 1 for a table. `year`: the year in the
    header of its row or column, in tables only. `number`: its index in `RatingWork.ratings` or, for a table, that of
    its entry in `tables.decided`.
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
        """Whether the rating is an earlier one, no longer current."""
        return self.earlier >= 0.5

    @property
    def key(self) -> Key:
        """The fact that the rating states."""
        return self.body, self.area, self.at.code, self.historic

    @property
    def place(self) -> Hashable:
        """A key shared by ratings with one report date: in a table, those of one body and year."""
        table = self.at.block.table
        return self.at.start if table is None else id(table), table is None, self.body, self.historic, self.year


class Days:
    """The times of a document: those that it names, by position, and last its own publication date, if known."""

    def __init__(self, named: Sequence[Entity], own: str | None) -> None:
        self.named = named
        self.own = [Entity("time", -1, -1, own, form=OWN)] if own else []
        self.all = [*self.named, *self.own]
        self.of_value: dict[str, list[Entity]] = defaultdict(list)  # the places that name each date
        for day in self.all:
            self.of_value[day.code].append(day)
        self.values = sorted(self.of_value)  # the dates in order

    def candidates(self, stated: StatedRating) -> list[str | None]:
        """Return the dates that the report of a rating may have, in order, and last None for "not said".

        The rows of a table that gives no year for an earlier grade date the current ones."""
        at = bisect_left(self.named, stated.at.start, key=lambda day: day.start)
        near = [*self.named[:MOST_OPENING], *self.named[max(0, at - MOST_BEFORE) : at + MOST_BEHIND]]
        table = None if stated.year or not stated.historic else stated.at.block.table
        current = {day.code for day in near if table and day.block.kind == "row" and day.block.table is table}
        return [*sorted({day.code for day in (*near, *self.own)} - current), None]

    def nearest(self, value: str, token: int) -> Entity | None:
        """Return the place nearest to a token that names a date; None if the text names it nowhere."""
        named = [day for day in self.of_value[value] if day.form != OWN]
        at = bisect_left(named, token, key=lambda day: day.token)
        return min(named[max(0, at - 1) : at + 1], key=lambda day: abs(day.token - token), default=None)


class DateScores:
    """How likely it is that a report came out at each time of a document, by the judge `day`."""

    def __init__(self, days: Days, scores: Sequence[float]) -> None:
        self.scores = dict(zip(days.all, scores, strict=True))
        self.best = max(scores, default=0.0)  # of all times
        likely = [day.code for day, score in self.scores.items() if score >= min(0.5, self.best)]
        self.newest, self.oldest = max(likely, default=""), min(likely, default="")  # of the likely dates
        self.top = {  # the likeliest place of each date, named places first
            value: max(found, key=lambda day: (day.form != OWN, self.scores[day]))
            for value, found in days.of_value.items()
        }
        self.of_value = {value: max(map(self.scores.__getitem__, found)) for value, found in days.of_value.items()}
