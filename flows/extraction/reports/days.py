"""Which day the words beside a verb of publishing name, as far as they and the day of the document give it."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import SEASONS, WEEKDAYS

RELATIVE = re.compile(r"\b(?:today|yesterday)\b", re.IGNORECASE)
# "published| in |May", "published| its report on X in |May"
BESIDE = re.compile(
    r"\s+(?:(?:its|the|their|a)\s[^.,;]{0,20}?\b(?:report|findings|inspection|verdict|results)\b[^.,;]{0,30}?\s)?"
    r"(?:back\s+)?in\s+(?:early\s+|late\s+|mid-)?",
    re.IGNORECASE,
)
MONTHS = [name.lower() for name in month_name]
# How long before a text's last whole date a day without a year may lie.
SOON = timedelta(days=60)
# How long before it, at most, where no weekday says which year: minutes tell of what came out before the meeting.
HALF_A_YEAR = timedelta(days=180)


def day_of(analysis: Analysis, match: re.Match[str]) -> str | None:
    """The EDTF date that a match of `report_words.PUBLISHED` names: outright, or seen from the day of the document."""
    given = match["date"] or match["inner"] or match["more"] or match["late"] or match["stated"] or match["set"]
    weekday = (match["weekday"] or "").lower() or next((d for d in WEEKDAYS if d in match.group().lower()), None)
    if match["season"]:
        return f"{match['of']}-{SEASONS[match['season'].lower()]}"
    if given and (found := dated(analysis, given, weekday, match["gap"])):
        return found
    written = analysis.written
    said = " ".join((match["day"] or "").lower().split())
    if written is None or not (said or weekday or RELATIVE.search(match.group())):
        return None
    if said.endswith(("month", "week")):
        return week_or_month(written, said)
    if weekday:
        return last(written, weekday)
    return (written - timedelta(days=int("yesterday" in match.group().lower()))).isoformat()


def week_or_month(written: date, said: str) -> str | None:
    """The month of "this week" or "last month"; None for a week in two months."""
    before = said.startswith("last")
    if said.endswith("month"):
        return (written.replace(day=1) - timedelta(days=int(before))).isoformat()[:7]
    monday = written - timedelta(days=written.weekday() + 7 * before)
    stop = monday + timedelta(days=6) if before else written
    return monday.isoformat()[:7] if monday.month == stop.month else None


def said_day(written: date, match: re.Match[str]) -> str | None:
    """The EDTF date of a match of `report_words.REPORT_IN_TIME`, seen from the day a document was written."""
    if match["weekday"]:
        return last(written, match["weekday"])
    if match["month"]:
        month = MONTHS.index(match["month"])
        return f"{written.year - (month > written.month)}-{month:02d}"
    if match["day"].endswith(("week", "month")):
        return week_or_month(written, match["day"])
    return on_day(written, match["day"])


def on_day(written: date, said: str) -> str:
    """The day of "today" or "yesterday"."""
    return (written - timedelta(days=int(said == "yesterday"))).isoformat()


def last(written: date | None, weekday: str) -> str | None:
    """The last such day of the week, the day a document was written included."""
    if written is None:
        return None
    return (written - timedelta(days=(written.weekday() - WEEKDAYS.index(weekday)) % 7)).isoformat()


def dated(analysis: Analysis, given: str, weekday: str | None, gap: str | None = " in ") -> str | None:
    """The EDTF date of words, as far as they and the day the document was written give it; `gap`: what is before."""
    parts, written = parts_of(given), analysis.written
    beside = bool(BESIDE.fullmatch(gap or ""))
    weekday = weekday or next((day for day in WEEKDAYS if day in given.lower()), None)
    if parts.year:
        first = parts.first_day()
        day = first.isoformat()[: 10 if parts.day else 7 if parts.month else 4] if first else None
        return day if day and (parts.month or beside) and _not_after(analysis, day) else None
    if parts.month and parts.day and (found := _nearest_year(analysis, parts.month, parts.day, weekday)):
        return found.isoformat()
    if parts.month and not parts.day and written and beside and given[0].isupper():
        return f"{written.year - (parts.month > written.month)}-{parts.month:02d}"
    return None


def _not_after(analysis: Analysis, day: str) -> bool:
    written = analysis.document.published_on
    return not written or day[: len(written)] <= written


def _nearest_year(analysis: Analysis, month: int, day: int, weekday: str | None) -> date | None:
    """The year of a date given without one: near the day the document was written, else that of the text's last
    whole date or the one after, in which the weekday fits; without a weekday, not long before that date."""
    written = analysis.written
    latest = written + timedelta(days=7) if written else analysis.latest_date
    if latest is None:
        return None
    back = bool(written or not weekday)
    for year in [latest.year, latest.year - 1] if back else [latest.year, latest.year + 1]:
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if weekday and WEEKDAYS[candidate.weekday()] != weekday:
            continue
        if back and not written and candidate < latest - HALF_A_YEAR:
            continue
        if (candidate <= latest) if back else (candidate >= latest - SOON):
            return candidate
    return None
