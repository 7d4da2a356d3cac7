"""Dates as far as texts give them: year, month and day, in words or digits."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date

from flows.extraction.analysis.text.alternatives import one_of

MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
MONTHS["sept"] = 9
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
WEEKDAYS = tuple(name.lower() for name in day_name)
MONTH = rf"{one_of(MONTHS)}\b\.?"
_YEAR = r"(?:19|20)\d\d\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# What it begins with stands before the ways to write it, which are not tried at other letters: "12 March 2024",
# "the end of March", "Thursday (March 2". Reads lower case.
DATE = (
    rf"(?:(?:{one_of(WEEKDAYS)},?\s+\(?)?(?:the\s+)?(?:end\s+(?:of\s+)?)?(?=[\djfmasond])(?:"
    rf"{_DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?|{MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR})?|{MONTH}(?:,?\s+{_YEAR})?|{_YEAR}|"
    r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d))"
)
FULL_DATE = re.compile(DATE, re.IGNORECASE)
# The first character stands first, for the sake of speed.
YEAR = re.compile(r"(?:1(?<!\w.)9|2(?<!\w.)0)\d\d\b")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})")
_WORD = re.compile(r"[a-z]+")
_DAY_IN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """A date as far as a text gives it."""

    year: int | None
    month: int | None
    day: int | None

    def first_day(self) -> date | None:
        """The first day it may mean."""
        return calendar_day(self.year, self.month or 1, self.day or 1) if self.year else None

    def last_day(self) -> date | None:
        """The last day it may mean."""
        if not self.year:
            return None
        month = self.month or 12
        return calendar_day(self.year, month, self.day or monthrange(self.year, month)[1])

    def in_year(self, year: int | None) -> Parts:
        """The date, of a year where it gives none itself."""
        return self if self.year else replace(self, year=year)

    def before(self, written: date | None) -> Parts:
        """The date; where it gives no year, the last of its kind before the day on which it was written of."""
        if self.year or not written or not self.month:
            return self
        began = (self.month, self.day or 1) <= (written.month, written.day)
        return replace(self, year=written.year - (not began))


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
    year_match = YEAR.search(lowered)
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
