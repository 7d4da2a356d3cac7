"""Read dates, complete or not: year, month and day, in words or digits."""

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
# "12 March 2024", "the end of March", "Thursday (March 2". Reads lower case. The lookahead for a first character keeps
# the slower alternatives behind it from being tried elsewhere.
DATE = (
    rf"(?:(?:{one_of(WEEKDAYS)},?\s+\(?)?(?:the\s+)?(?:end\s+(?:of\s+)?)?(?=[\djfmasond])(?:"
    rf"{_DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?|{MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR})?|{MONTH}(?:,?\s+{_YEAR})?|{_YEAR}|"
    r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d))"
)
FULL_DATE = re.compile(DATE, re.IGNORECASE)
# The first character comes before the lookbehind, so that the search can skip to the next candidate.
YEAR = re.compile(r"(?:1(?<!\w.)9|2(?<!\w.)0)\d\d\b")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})")
_WORD = re.compile(r"[a-z]+")
_DAY_IN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """A date; the parts that the text does not give are None."""

    year: int | None
    month: int | None
    day: int | None

    def first_day(self) -> date | None:
        """Return the first day the date may mean; None without a year, or if there is no such day."""
        return calendar_day(self.year, self.month or 1, self.day or 1) if self.year else None

    def last_day(self) -> date | None:
        """Return the last day the date may mean; None without a year, or if there is no such day."""
        if not self.year:
            return None
        month = self.month or 12
        return calendar_day(self.year, month, self.day or monthrange(self.year, month)[1])

    def edtf(self) -> str | None:
        """Return the date as an EDTF day, month or year; None without a year, or if there is no such day."""
        day = self.first_day()
        return day.isoformat()[: 10 if self.day else 7 if self.month else 4] if day else None

    def in_year(self, year: int | None) -> Parts:
        """Return the date, with `year` filled in if the date has none."""
        return self if self.year else replace(self, year=year)

    def before(self, written: date | None) -> Parts:
        """Return the date; a missing year becomes that of the last such date to begin on or before `written`."""
        if self.year or not written or not self.month:
            return self
        has_begun = (self.month, self.day or 1) <= (written.month, written.day)
        return replace(self, year=written.year - (not has_begun))


def month_of(edtf: str) -> int | None:
    """Return the month of an EDTF date, or the first month of its season ("2022-21": March); None for a year alone."""
    month = int(edtf[5:7]) if len(edtf) > 4 else None
    return month if month is None or month < 13 else 3 * (month - 20)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parts_of(text: str) -> Parts:
    """Return the year, month and day of a date in words or digits ("12/3/24" is 12 March 2024)."""
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
    """Return the latest complete date in a text; None if there is none."""
    # A day and a month stand right before or right behind their year.
    near = (FULL_DATE.search(text, max(0, year.start() - 26), year.end() + 20) for year in YEAR.finditer(text))
    found = (parts_of(match.group()) for match in near if match)
    days = [day for parts in found if parts.year and parts.month and parts.day and (day := parts.first_day())]
    return max(days, default=None)
