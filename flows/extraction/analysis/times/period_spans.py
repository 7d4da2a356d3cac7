"""The first and last day of what a pattern of a period has matched."""

from __future__ import annotations

import re
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


def _span_of_months(month: int, months: int) -> tuple[str, str]:
    """So many whole months, from one that is counted from the year 0."""
    first, behind = (date(one // 12, one % 12 + 1, 1) for one in (month, month + months))
    return first.isoformat(), (behind - timedelta(days=1)).isoformat()


def _span_from(match: re.Match[str], written: date | None) -> tuple[str | None, str | None]:
    """ "The two years from April 2022": whole months from the first of one."""
    parts = parts_of(match["a"])
    first = parts.first_day(_recent_year(parts, written))
    whole = first is not None and first.day == 1
    return _span_of_months(12 * first.year + first.month - 1, _months(match)) if first and whole else (None, None)


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


def _year_of(match: re.Match[str]) -> int | None:
    """The year in which a financial year begins: "2024/25", "24/25"; None where the two are no neighbours."""
    first, last = int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0), match["fy2"][-2:]
    return first if (first + 1) % 10 ** len(last) == int(last) else None


def _quarter(match: re.Match[str], first_month: int) -> tuple[str, str]:
    """The quarter of a year that begins with a month: "Q3 2023/24"; with "YTD" from the beginning of the year."""
    order = {"first": 0, "second": 1, "third": 2}
    number = int(match["q"][-1]) - 1 if match["q"][-1].isdigit() else order.get(match["q"], 3)
    to_date = match.groupdict().get("ytd")
    return _span_of_months(first_month + (0 if to_date else 3 * number), 3 + (3 * number if to_date else 0))


def _latest_quarter(quarter: int, written: date) -> tuple[str, str]:
    """The last such quarter of a financial year that was over on a day."""
    spans = (_span_of_months(12 * (written.year - back) + 3 * quarter, 3) for back in range(3))
    return next(span for span in spans if span[1] <= written.isoformat())


def _months_of(match: re.Match[str], year: int | None) -> tuple[str | None, str | None] | None:
    """ "The first six months of 2024", "the second half of 2023/24"."""
    whole = _year_of(match) if match["fy"] else year if match["this"] else int(match["a"])
    if not whole:
        return None if match["fy"] else (None, None)
    months = _number(match["n"]) if match["n"] else 6
    begins = 12 * whole + (3 if match["fy"] else 0)
    return _span_of_months(begins + (0 if match["h"] == "first" else 12 - months), months)


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
        return _quarter(match, 12 * int(match["a"]))
    if kind in ("financial", "quarter"):
        begins = _year_of(match)
        if begins is None:
            return None
        return _span_of_months(12 * begins + 3, 12) if kind == "financial" else _quarter(match, 12 * begins + 3)
    if kind == "bare-quarter":
        return _latest_quarter(int(match["q"]), written) if written else (None, None)
    if kind == "months-of":
        return _months_of(match, year)
    if kind in ("this-financial", "last-financial", "last-month") and written:
        april = 12 * (written.year - (written.month < 4)) + 3
        if kind == "this-financial":
            return _span_of_months(april, 12)[0], None
        month = 12 * written.year + written.month - 2
        return _span_of_months(month, 1) if kind == "last-month" else _span_of_months(april - 12, 12)
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
        return _span_of_months(12 * (year - 1), 12)
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
