"""The first and last day of what a pattern of a period has matched."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from flows.extraction.analysis.times.dates import Parts, calendar_day, month_back, parts_of


def _number(word: str) -> int:
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return int(word) if word.isdigit() else (18 if word == "eighteen" else words.index(word))


def _months(match: re.Match[str]) -> int:
    return _number(match["n"]) * (12 if match["u"] == "years" else 1)


def _year_to(match: re.Match[str], months: int, written: date | None) -> tuple[str | None, str | None]:
    end = _over(parts_of(match["a"]), written)
    return (month_back(end, months).isoformat(), end.isoformat()) if end else (None, None)


def _over(parts: Parts, written: date | None, year: int | None = None) -> date | None:
    """The last day of a date; of one without a year, the last that was over when the document was written."""
    last = parts.last_day(year or (written.year if written else None))
    if last and written and last > written and not (parts.year or year):
        return parts.last_day(written.year - 1)
    return last


def _range(match: re.Match[str], written: date | None) -> tuple[str | None, str | None]:
    a, b = parts_of(match["a"]), parts_of(match["b"])
    last = _over(b, written, a.year)
    if not last:
        return None, None
    first = a.first_day(last.year)
    if first and first > last and not a.year:
        first = a.first_day(last.year - 1)
    return (first.isoformat() if first and first <= last else None), last.isoformat()


def _span_from(match: re.Match[str], written: date | None) -> tuple[str | None, str | None]:
    """ "The two years from April 2022": whole months from the first of one."""
    parts = parts_of(match["a"])
    first = parts.first_day(_recent_year(parts, written))
    if not first or first.day != 1:
        return None, None
    end = 12 * first.year + first.month - 1 + _months(match)
    return first.isoformat(), (date(end // 12, end % 12 + 1, 1) - timedelta(days=1)).isoformat()


def _days(match: re.Match[str], written: date | None, month: str = "") -> tuple[str | None, str | None]:
    """ "1 to 8 March 2024": two days of one month, which may stand before them, "March 1-8, 2024"."""
    last = _over(parts_of(f"{match['b']} {month}"), written)
    first = calendar_day(last.year, last.month, int(match["d"])) if last else None
    return (first.isoformat(), last.isoformat()) if first and last and first <= last else (None, None)


def _week(match: re.Match[str], written: date | None) -> tuple[str | None, str | None] | None:
    """ "The week commencing 4 March 2024", "the week ending 10 March 2024"."""
    parts = parts_of(match["a"])
    day = _over(parts, written) if parts.day else None
    if not day:
        return None
    first = day - timedelta(days=6) if match["e"] == "ending" else day
    return first.isoformat(), (first + timedelta(days=6)).isoformat()


def _year_quarter(match: re.Match[str]) -> tuple[str, str]:
    """ "The first quarter of 2023": of a calendar year."""
    number = {"first": 0, "second": 1, "third": 2}.get(match["q"], 3)
    year, month = int(match["a"]), 3 * number + 3
    return f"{year}-{month - 2:02d}-01", f"{year}-{month:02d}-{monthrange(year, month)[1]}"


def _year_of(match: re.Match[str]) -> int:
    """The year in which a financial year begins: "2024/25", "24/25"."""
    return int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)


def _financial(match: re.Match[str]) -> tuple[str, str] | None:
    first, last = _year_of(match), match["fy2"][-2:]
    return (f"{first}-04-01", f"{first + 1}-03-31") if (first + 1) % 10 ** len(last) == int(last) else None


def _quarter(match: re.Match[str]) -> tuple[str, str] | None:
    if not _financial(match):
        return None
    order = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
    word = match["q"]
    number, year = int(word[-1]) - 1 if word[-1].isdigit() else order[word], _year_of(match)
    first = date(year + (number == 3), (4 + 3 * number - 1) % 12 + 1, 1)
    last = date(first.year, first.month + 2, monthrange(first.year, first.month + 2)[1])
    # "Q3 YTD 2023/24": from the year's beginning.
    return date(year, 4, 1).isoformat() if match["ytd"] else first.isoformat(), last.isoformat()


def _latest_quarter(quarter: int, written: date) -> tuple[str, str]:
    """The last such quarter of a financial year that was over on a day."""
    for year in (written.year, written.year - 1, written.year - 2):
        first = date(year + (quarter == 4), (3 * quarter) % 12 + 1, 1)
        last = date(first.year, first.month + 2, monthrange(first.year, first.month + 2)[1])
        if last <= written:
            break
    return first.isoformat(), last.isoformat()


def _months_of(match: re.Match[str], year: int | None) -> tuple[str | None, str | None] | None:
    """ "The first six months of 2024", "the second half of 2023/24"."""
    if match["fy"] and not _financial(match):
        return None
    whole = int(match["fy"] or 0) or (year if match["this"] else int(match["a"]))
    if not whole:
        return None, None
    months = _number(match["n"]) if match["n"] else 6
    begins = 12 * whole + (3 if match["fy"] else 0) + (0 if match["h"] == "first" else 12 - months)
    ends = begins + months - 1
    last = monthrange(ends // 12, ends % 12 + 1)[1]
    return f"{begins // 12}-{begins % 12 + 1:02d}-01", f"{ends // 12}-{ends % 12 + 1:02d}-{last}"


def _just_over(kind: str, written: date) -> tuple[str, str]:
    """The financial year, or the month, that was over last on a day."""
    if kind == "last-month":
        end = written.replace(day=1) - timedelta(days=1)
        return end.replace(day=1).isoformat(), end.isoformat()
    year = written.year - (written.month < 4)
    return f"{year - 1}-04-01", f"{year}-03-31"


def span_of(kind: str, match: re.Match[str], written: date | None) -> tuple[str | None, str | None] | None:
    """(first, last) of a match, (None, None) where the text does not say enough, None where it is no period."""
    year = written.year if written else None
    if kind == "year-to":
        return _year_to(match, 12, written)
    if kind == "months-to":
        return _year_to(match, _months(match), written)
    if kind == "from-for":
        return _span_from(match, written)
    if kind in ("range", "dates"):
        return _range(match, written)
    if kind == "days":
        return _days(match, written)
    if kind == "month-days":
        return _days(match, written, match["m"])
    if kind == "week-of":
        return _week(match, written)
    if kind == "quarter-to":
        return _year_to(match, 3, written)
    if kind == "year-quarter":
        return _year_quarter(match)
    if kind == "financial":
        return _financial(match)
    if kind == "bare-quarter":
        return _latest_quarter(int(match["q"]), written) if written else (None, None)
    if kind == "months-of":
        return _months_of(match, year)
    if kind == "this-financial":
        return (f"{written.year - (written.month < 4)}-04-01", None) if written else (None, None)
    if kind in ("last-month", "last-financial"):
        return _just_over(kind, written) if written else (None, None)
    if kind == "quarter":
        return _quarter(match)
    if kind == "since":
        first = parts_of(match["a"])
        day = first.first_day(_recent_year(first, written))
        return (day.isoformat(), None) if day else None
    if kind in ("whole", "bare", "same-of"):
        return _whole(parts_of(match["a"]), written)
    if kind == "this-year":
        # In December a year is told of as a whole.
        ends = written is not None and written.month == 12
        return (f"{year}-01-01", f"{year}-12-31") if ends and not match.group().startswith("so") else (None, None)
    if kind == "last-year" and year:
        return f"{year - 1}-01-01", f"{year - 1}-12-31"
    return None, None


def _recent_year(parts: Parts, written: date | None) -> int | None:
    """The year of a date, or of the last such day or month before the document was written."""
    if parts.year or not written or not parts.month:
        return parts.year
    return written.year if (parts.month, parts.day or 1) <= (written.month, written.day) else written.year - 1


def _whole(parts: Parts, written: date | None) -> tuple[str | None, str | None]:
    year = _recent_year(parts, written)
    first, last = parts.first_day(year), parts.last_day(year)
    return (first.isoformat(), last.isoformat()) if first and last else (None, None)
