"""The days, months, seasons and years that a text names, outright or seen from the day it was written."""

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
# Reads text in lower case. A year of two numbers, "2021/22", is one of accounts or a round of inspections, and no day.
NAMED = re.compile(
    rf"\b(?:(?P<season>{_SEASON})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b|"
    rf"(?P<date>{DATE})(?!\s?[/–-]\s?\d)|"
    r"(?P<day>today|yesterday|this\s+morning)\b|"
    rf"(?P<which>last|this)\s+(?P<what>week|month|year|{_SEASON}|{_MONTH})\b|"
    rf"(?P<weekday>{one_of(WEEKDAYS)})\b|"
    rf"(?P<ago>{one_of(UNITS)})\s+years\s+(?:ago|earlier)\b)"
)
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# How long before the day of a text, or before or behind its last whole date, a day without a year may lie.
SOON, LONG_BEFORE = timedelta(days=60), timedelta(days=180)
LENGTHS = {"day": 10, "month": 7, "year": 4}


class NamedDay(NamedTuple):
    """A time that a slice names, as an EDTF date, and how: `day`, `month`, `year`, `season`, `relative`, `yearless`."""

    start: int
    end: int
    value: str
    form: str


def named_days(text: str, folded: str, written: date | None) -> list[NamedDay]:
    """The times a text names, in order. `written`: the day of the text; else the last whole date it names counts."""
    found = []
    latest = None if written else latest_date(text)
    for match in NAMED.finditer(folded):
        if match["season"]:
            dated: tuple[str, str] | None = f"{match['year']}-{SEASONS[match['season']]}", "season"
        elif match["date"]:
            weekday = next((day for day in WEEKDAYS if match["date"].startswith(day)), None)
            dated = _of_date(parts_of(match["date"]), written, latest, weekday, capital=text[match.start()].isupper())
        else:
            dated = _seen_from(written, match) if written else None
        if dated:
            found.append(NamedDay(*match.span(), *dated))
    return found


def _of_date(
    said: Parts, written: date | None, latest: date | None, weekday: str | None, *, capital: bool
) -> tuple[str, str] | None:
    """A date as far as it is given; one without a year is the last of its kind, and a month alone has a capital."""
    if said.year:
        first, form = said.first_day(), "day" if said.day else "month" if said.month else "year"
        return (first.isoformat()[: LENGTHS[form]], form) if first else None
    seen = written or latest
    if seen is None or not said.month:
        return None
    if said.day:
        day = _nearest(said.month, said.day, written, seen, weekday)
        return (day.isoformat(), "yearless") if day else None
    return (f"{seen.year - (said.month > seen.month)}-{said.month:02d}", "yearless") if capital else None


def _nearest(month: int, day: int, written: date | None, seen: date, weekday: str | None) -> date | None:
    """A day of a month in the year in which it lies near the day of the text, or not long before its last date.

    A weekday tells which year; that of a text of no day may be the one after its last date.
    """
    until = seen + (timedelta(days=7) if written else SOON)
    years = (until.year, until.year - 1, *(() if written or not weekday else (until.year + 1,)))
    days = [found for year in years if (found := calendar_day(year, month, day))]
    if weekday:
        return next((each for each in days if WEEKDAYS[each.weekday()] == weekday), None)
    found = next((each for each in days if each <= until), None)
    return found if found and (written or found >= until - LONG_BEFORE - SOON) else None


def _seen_from(written: date, match: re.Match[str]) -> tuple[str, str]:
    """The day, month, season or year of "on Friday", "yesterday", "last month", "this spring", "last March"."""
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
