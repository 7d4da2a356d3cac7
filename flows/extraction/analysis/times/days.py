"""Find the days, months, seasons and years that a text names, outright or relative to its own date."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from typing import NamedTuple

from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.analysis.text.number_words import UNITS
from flows.extraction.analysis.times.dates import (
    DATE,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Parts,
    calendar_day,
    latest_date,
    parts_of,
)

_SEASON, _MONTH = one_of(SEASONS), one_of(name.lower() for name in month_name[1:])
# Reads text in lower case. A double year such as "2021/22" is a financial year or round of inspections, and is no date.
NAMED = re.compile(
    rf"\b(?:(?P<season>{_SEASON})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b|"
    rf"(?P<date>{DATE})(?!\s?[/–-]\s?\d)|"
    r"(?P<day>today|yesterday|this\s+morning)\b|"
    rf"(?P<which>last|this)\s+(?P<what>week|month|year|{_SEASON}|{_MONTH})\b|"
    rf"(?P<weekday>{one_of(WEEKDAYS)})\b|"
    rf"(?P<ago>{one_of(UNITS)})\s+years\s+(?:ago|earlier)\b)"
)
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# In a text without a date of its own, a yearless day lies at most LONG_BEFORE before or SOON behind its latest date.
SOON, LONG_BEFORE = timedelta(days=60), timedelta(days=180)
LENGTHS = {"day": 10, "month": 7, "year": 4}


class NamedDay(NamedTuple):
    """A time named at a slice, as an EDTF date. `form`: day, month, year, season, relative, weekday, yearless."""

    start: int
    end: int
    value: str
    form: str


def named_days(text: str, folded: str, written: date | None) -> list[NamedDay]:
    """Return the times a text names, in order. `written`: the date of the text; if None, its latest date serves."""
    found = []
    latest = None if written else latest_date(text)
    for match in NAMED.finditer(folded):
        if match["season"]:
            dated: tuple[str, str] | None = f"{match['year']}-{SEASONS[match['season']]}", "season"
        elif match["date"]:
            weekday = next((day for day in WEEKDAYS if match["date"].startswith(day)), None)
            dated = _dated(parts_of(match["date"]), written, latest, weekday, capital=text[match.start()].isupper())
        else:
            dated = _relative_to(written, match) if written else None
        if dated:
            found.append(NamedDay(*match.span(), *dated))
    return found


def _dated(
    parts: Parts, written: date | None, latest: date | None, weekday: str | None, *, capital: bool
) -> tuple[str, str] | None:
    """Return (EDTF date, form) of a date, or None; a month without a day and a year must have a `capital`."""
    if parts.year:
        first, form = parts.first_day(), "day" if parts.day else "month" if parts.month else "year"
        return (first.isoformat()[: LENGTHS[form]], form) if first else None
    seen = written or latest
    if seen is None or not parts.month:
        return None
    if parts.day:
        day = _nearest(parts.month, parts.day, written, seen, weekday)
        return (day.isoformat(), "yearless") if day else None
    return (f"{seen.year - (parts.month > seen.month)}-{parts.month:02d}", "yearless") if capital else None


def _nearest(month: int, day: int, written: date | None, seen: date, weekday: str | None) -> date | None:
    """Return a day and month in the last year that puts it at most a week (without `written`, `SOON`) behind `seen`.

    A weekday, if given, decides between the years around `seen` instead. None if no year fits.
    """
    latest = seen + (timedelta(days=7) if written else SOON)
    years = (latest.year, latest.year - 1, *(() if written or not weekday else (latest.year + 1,)))
    days = [found for year in years if (found := calendar_day(year, month, day))]
    if weekday:
        return next((candidate for candidate in days if WEEKDAYS[candidate.weekday()] == weekday), None)
    found = next((candidate for candidate in days if candidate <= latest), None)
    return found if found and (written or found >= latest - LONG_BEFORE - SOON) else None


def _relative_to(written: date, match: re.Match[str]) -> tuple[str, str]:
    """Return (EDTF date, form) of a time relative to `written`: "on Friday", "yesterday", "this spring"."""
    if match["weekday"]:
        back = (written.weekday() - WEEKDAYS.index(match["weekday"])) % 7
        return (written - timedelta(days=back)).isoformat(), "weekday"
    if match["day"]:
        return (written - timedelta(days=match["day"] == "yesterday")).isoformat(), "relative"
    if match["ago"]:
        return str(written.year - UNITS[match["ago"]]), "relative"
    what, before = match["what"], match["which"] == "last"
    if what == "year":
        value = str(written.year - before)
    elif what == "month":
        value = (written.replace(day=1) - timedelta(days=int(before))).isoformat()[:7]
    elif what == "week":
        value = (written - timedelta(days=written.weekday() + 7 * before)).isoformat()[:7]
    elif what in SEASONS:
        value = f"{written.year - (before or BEGINS[what] > written.month)}-{SEASONS[what]}"
    else:
        month = MONTHS[what]
        value = f"{written.year - (month > written.month or (before and month == written.month))}-{month:02d}"
    return value, "relative"
