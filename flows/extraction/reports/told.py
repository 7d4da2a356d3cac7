"""The dates of reports that a text tells of, by where it does: the newest, those before it, the one told of last."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportDate:
    """An EDTF date that a report is said, at a position of the view, to be of.

    `earlier`: a newer one has followed, or may well have; `found`: it is said what this one found.
    """

    at: int
    day: str
    earlier: bool
    found: bool = False


@dataclass(frozen=True, slots=True)
class ReportDates:
    """The newest report's date, where the text says it, the dates of all others, and the only one if there is one.

    `last_in` is the year of "the last inspection in 2022", where a text speaks of one such alone.
    `on_fire`: whether the paragraphs that tell of the newest name fire services only, or none of them.
    """

    newest: str | None
    others: frozenset[str]
    current: tuple[ReportDate, ...] = ()
    only: ReportDate | None = None
    on_fire: bool | None = None
    earlier: tuple[ReportDate, ...] = ()
    last_in: str | None = None

    def beside(self, start: int, at: int, on_fire: bool | None = None) -> str | None:
        """The newest report's date, or that of the last one told of from the start of a paragraph to a position.

        Not that of a report told to be on a fire service for what is of the police, or the other way about.
        """
        if told := self.told(start, at):
            return told
        if None not in (on_fire, self.on_fire) and on_fire != self.on_fire:
            return None
        return self.only.day if self.newest is None and self.only and start <= self.only.at < at else self.newest

    def told(self, start: int, at: int) -> str | None:
        """The date of the last report told of in a slice, if there is any."""
        low = bisect_left(self.current, start, key=lambda date: date.at)
        told = self.current[low : bisect_left(self.current, at, key=lambda date: date.at)]
        return told[-1].day if told else None

    def earlier_told(self, start: int, at: int) -> ReportDate | None:
        """The last earlier report told of in a slice that tells of no newer one."""
        told = [date for date in self.earlier if start <= date.at < at] if not self.told(start, at) else []
        return told[-1] if told else None

    def in_full(self, day: str) -> str:
        """A date of a year or month alone as the one report of that time is dated elsewhere in the text."""
        fuller = {other for other in {*self.others, self.newest} if other and other.startswith(f"{day}-")}
        return fuller.pop() if len(fuller) == 1 else day

    def before(self, told: str | None = None) -> str | None:
        """The date of the only report before the newest, and before the one told of beside a grade."""
        older = {day for day in self.others if len(day) > 4 and (not self.newest or day < self.newest[: len(day)])}
        if not older:
            return self.last_in
        only = older.pop() if len(older) == 1 else None
        return only if only and (not told or only < told) else None
