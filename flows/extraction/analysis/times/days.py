"""The days, months, seasons and years that a text names, outright or seen from the day it was written."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date, timedelta

from flows.extraction.analysis.times.dates import DATE, SEASONS, WEEKDAYS, calendar_day, parts_of

_SEASON, _WEEKDAY, _MONTH = ("|".join(names) for names in (SEASONS, WEEKDAYS, [m.lower() for m in month_name[1:]]))
_NUMBERS = {
    name: number for number, name in enumerate(["two", "three", "four", "five", "six", "seven", "eight"], start=2)
}
# Reads text in lower case. A year of two numbers, "2021/22", is one of accounts or a round of inspections, and no day.
NAMED = re.compile(
    rf"\b(?:(?P<season>{_SEASON})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b|"
    rf"(?P<date>{DATE})(?!\s?[/–-]\s?\d)|"
    r"(?P<day>today|yesterday|this\s+morning)\b|"
    rf"(?P<which>last|this)\s+(?P<what>week|month|year|{_SEASON}|{_MONTH})\b|"
    rf"(?P<weekday>{_WEEKDAY})\b|"
    rf"(?P<ago>{'|'.join(_NUMBERS)})\s+years\s+(?:ago|earlier)\b)"
)
# "Thursday (2 March)"
WEEKDAY_BEFORE = re.compile(rf"(?P<weekday>{_WEEKDAY})\W{{1,3}}$")
LONGEST_WEEKDAY = len("wednesday, (")
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# How long before a text's last whole date, or behind it, a day without a year may lie.
LONG_BEFORE, SOON = timedelta(days=180), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A time that a slice names, as an EDTF date, and how: `day`, `month`, `year`, `season`, `relative`, `yearless`."""

    start: int
    end: int
    value: str
    form: str


def named_days(text: str, folded: str, written: date | None, latest: date | None) -> list[NamedDay]:
    """The times a text names, in order. `written`: the day of the text; `latest`: the last whole date it names."""
    found = []
    for match in NAMED.finditer(folded):
        weekday = WEEKDAY_BEFORE.search(folded, max(0, match.start() - LONGEST_WEEKDAY), match.start())
        on = weekday["weekday"] if weekday else next((day for day in WEEKDAYS if match.group().startswith(day)), None)
        told = _dated(match, written, latest, on, capital=text[match.start()].isupper())
        if told is not None:
            found.append(NamedDay(match.start(), match.end(), *told))
    return found


def _dated(
    match: re.Match[str], written: date | None, latest: date | None, weekday: str | None, *, capital: bool
) -> tuple[str, str] | None:
    if match["season"]:
        return f"{match['year']}-{SEASONS[match['season']]}", "season"
    if match["date"]:
        return _of_date(match["date"], written, latest, weekday, capital=capital)
    if written is None:
        return None
    if match["weekday"]:
        back = (written.weekday() - WEEKDAYS.index(match["weekday"])) % 7
        return (written - timedelta(days=back)).isoformat(), "weekday"
    if match["day"]:
        return (written - timedelta(days=match["day"] == "yesterday")).isoformat(), "relative"
    if match["ago"]:
        return str(written.year - _NUMBERS[match["ago"]]), "relative"
    value = _last_or_this(written, match["what"], before=match["which"] == "last")
    return (value, "relative") if value else None


def _of_date(
    said: str, written: date | None, latest: date | None, weekday: str | None, *, capital: bool
) -> tuple[str, str] | None:
    parts = parts_of(said)
    if parts.year:
        first = parts.first_day()
        form = "day" if parts.day else "month" if parts.month else "year"
        return (first.isoformat()[: {"day": 10, "month": 7, "year": 4}[form]], form) if first else None
    if parts.month and parts.day:
        day = _nearest(parts.month, parts.day, written, latest, weekday)
        return (day.isoformat(), "yearless") if day else None
    seen = written or latest
    if parts.month and seen and capital:
        return f"{seen.year - (parts.month > seen.month)}-{parts.month:02d}", "yearless"
    return None


def _nearest(month: int, day: int, written: date | None, latest: date | None, weekday: str | None) -> date | None:
    """A day of a month in the year in which it lies near the day of the text, or not long before its last date.

    A weekday tells which year; that of a text of no day may be the one after its last date.
    """
    until = written + timedelta(days=7) if written else latest + SOON if latest else None
    if until is None:
        return None
    years = (until.year, until.year - 1, *(() if written else (until.year + 1,)))
    days = [found for year in years if (found := calendar_day(year, month, day))]
    if weekday:
        return next((each for each in days if WEEKDAYS[each.weekday()] == weekday), None)
    found = next((each for each in days if each <= until), None)
    return found if found and (written or found >= until - LONG_BEFORE - SOON) else None


def _last_or_this(written: date, what: str, *, before: bool) -> str | None:
    """The month or season or year of "last month", "this spring", "last March"."""
    if what == "year":
        return str(written.year - before)
    if what == "month":
        return (written.replace(day=1) - timedelta(days=int(before))).isoformat()[:7]
    if what == "week":
        return (written - timedelta(days=written.weekday() + 7 * before)).isoformat()[:7]
    if what in SEASONS:
        return f"{written.year - (before or BEGINS[what] > written.month)}-{SEASONS[what]}"
    month = [name.lower() for name in month_name].index(what)
    return f"{written.year - (month > written.month or (before and month == written.month))}-{month:02d}"
