"""Dates as far as texts give them: year, month and day, in words or digits."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flows.extraction.analysis.times.period_patterns import FULL_DATE, MONTHS, YEAR

_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})")
_YEAR_IN = re.compile(r"(?:19|20)\d\d\b")
_WORD = re.compile(r"[a-z]+")
_DAY_IN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")


@dataclass(slots=True)
class Parts:
    """A date as far as a text gives it."""

    year: int | None
    month: int | None
    day: int | None

    def first_day(self, year: int | None = None) -> date | None:
        """The first day it may mean."""
        whole = self.year or year
        return calendar_day(whole, self.month or 1, self.day or 1) if whole else None

    def last_day(self, year: int | None = None) -> date | None:
        """The last day it may mean."""
        whole = self.year or year
        if not whole:
            return None
        month = self.month or 12
        return calendar_day(whole, month, self.day or monthrange(whole, month)[1])


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day, if there is such a one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parts_of(text: str) -> Parts:
    """Year, month and day of a date in words or digits (day before month)."""
    if ("/" in text or "." in text) and (match := _NUMERIC.search(text)):
        year = int(match[3])
        return Parts(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    lowered = text.lower()
    year_match = _YEAR_IN.search(lowered)
    month = next((MONTHS[word] for word in _WORD.findall(lowered) if word in MONTHS), None)
    rest = lowered.replace(year_match.group(), " ") if year_match else lowered
    day_match = _DAY_IN.search(rest) if month else None
    return Parts(int(year_match.group()) if year_match else None, month, int(day_match.group(1)) if day_match else None)


def latest_date(text: str) -> date | None:
    """The latest whole date in a text."""
    # A day and a month stand right before or right behind their year.
    near = (FULL_DATE.search(text, max(0, year.start() - 26), year.end() + 20) for year in YEAR.finditer(text))
    found = (parts_of(match.group()) for match in near if match)
    days = [day for parts in found if parts.year and parts.month and parts.day and (day := parts.first_day())]
    return max(days, default=None)


def month_back(end: date, months: int) -> date:
    """The day after the day `months` months before `end`: the first day of a period of that length."""
    index = end.year * 12 + end.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    is_month_end = end.day == monthrange(end.year, end.month)[1]
    return date(year, month + 1, last if is_month_end else min(end.day, last)) + timedelta(days=1)
