"""Find the days, months, seasons and years that a text names, outright or relative to its own date."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from typing import NamedTuple

from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.analysis.text.number_words import UNITS, number_of
from flows.extraction.analysis.times.dates import DATE, MONTHS, SEASONS, WEEKDAYS, Parts, latest_date, parts_of
from flows.extraction.analysis.times.periods import UNTIL

# How far from the text's own date a word for a day is.
DAYS = {"today": 0, "this morning": 0, "yesterday": -1, "tomorrow": 1}
# How many months or days a unit lasts, and how long the EDTF date of a time told in it is: "a year ago" names a year.
SPANS = {"day": (0, 1, 10), "week": (0, 7, 7), "fortnight": (0, 14, 7), "month": (1, 0, 7), "year": (12, 0, 4)}
_SEASON, _MONTH = one_of(SEASONS), one_of(name.lower() for name in month_name[1:])
# Reads text in lower case. A double year such as "2021/22" is a financial year or round of inspections, and is no date.
NAMED = re.compile(
    rf"\b(?:(?P<season>{_SEASON})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b|"
    rf"(?P<date>{DATE})(?!\s?[/–-]\s?\d)|"
    rf"(?P<day>{one_of(DAYS)})\b|"
    rf"(?:this|(?P<last>last|(?:the\s+)?previous))\s+(?:(?P<unit>{one_of(SPANS)})|(?P<what>{_SEASON}|{_MONTH}))\b|"
    rf"(?:in|over|during)\s+the\s+(?P<begun>{_SEASON})\b(?!\s+(?:(?:of|and|or|to)\b|[12]\d))|"
    rf"(?P<weekday>{one_of(WEEKDAYS)})\b|"
    rf"(?P<count>the|an?|{one_of(UNITS)}|\d\d?)\s+(?P<units>{one_of(SPANS)})s?\s+(?:ago\b|earlier\b|before\b(?!\s+\w)))"
)
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# In a text without a date of its own, a yearless day lies at most LONG_BEFORE before or SOON behind its latest date.
SOON, LONG_BEFORE = timedelta(days=60), timedelta(days=180)


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
            month = text[match.start() : match.end()].split()[-1].lstrip("(")
            dated = _dated(_in_range(folded, match), written, latest, weekday, capital=month[0].isupper())
        else:
            dated = _relative_to(written, match) if written else None
        if dated:
            found.append(NamedDay(*match.span(), *dated))
    return found


def _in_range(folded: str, match: re.Match[str]) -> Parts:
    """Return the date of a match; without a year it takes that of the end of its range: "January and March 2022"."""
    until = UNTIL.match(folded, match.end())
    parts, end = parts_of(match["date"]), parts_of(until["date"] if until else "")
    return parts.in_year(end.year - ((parts.month or 0) > (end.month or 12)) if end.year else None)


def _dated(
    parts: Parts, written: date | None, latest: date | None, weekday: str | None, *, capital: bool
) -> tuple[str, str] | None:
    """Return (EDTF date, form) of a date, or None; a month without a day and a year must have a `capital`."""
    if parts.year:
        value = parts.edtf()
        return (value, "day" if parts.day else "month" if parts.month else "year") if value else None
    seen = written or latest
    if seen is None or not parts.month:
        return None
    if parts.day:
        day = _nearest(parts.month, parts.day, written, seen, weekday)
        return (day.isoformat(), "yearless") if day else None
    return (f"{seen.year - (parts.month > seen.month)}-{parts.month:02d}", "yearless") if capital else None


def _nearest(month: int, day: int, written: date | None, seen: date, weekday: str | None) -> date | None:
    """Return a day and month in the last year that puts it at most a week (without `written`, `SOON`) behind `seen`. A
    weekday, if given, decides between the years around `seen` instead. None if no year fits."""
    latest = seen + (timedelta(days=7) if written else SOON)
    years = (latest.year, latest.year - 1, *(() if written or not weekday else (latest.year + 1,)))
    days = [found for year in years if (found := Parts(year, month, day).first_day())]
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
        return (written + timedelta(days=DAYS[match["day"]])).isoformat(), "relative"
    if unit := match["unit"] or match["units"]:
        return _back(written, unit, number_of(match["count"]) if match["count"] else bool(match["last"])), "relative"
    what, last = match["what"] or match["begun"], bool(match["last"])
    code = SEASONS.get(what) or MONTHS[what]
    begins = BEGINS.get(what, code)
    before = begins > written.month or (last and (what in SEASONS or begins == written.month))
    return f"{written.year - before}-{code:02d}", "relative"


def _back(written: date, unit: str, count: int) -> str:
    """Return the EDTF date that lies `count` units before a day, as exact as the unit."""
    months, days, length = SPANS[unit]
    year, month = divmod(12 * written.year + written.month - 1 - count * months, 12)
    return (date(year, month + 1, 1 if months else written.day) - timedelta(days=count * days)).isoformat()[:length]
