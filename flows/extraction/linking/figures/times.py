"""Periods that a text gives relative to others: the year before, a quarter of a year, the year so far."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from flows.extraction.analysis.times.periods import NO_TIME, Span, periods_in, whole_months

WHOLE_DAY = len("2024-03-31")
YEARS_ON: Mapping[str, int] = {"year before": -1, "year after": 1, "two before": -2}
# Of each part of a year: how many months after the start of the year it begins, and its length in months.
PARTS_OF_YEAR: Mapping[str, tuple[int, int]] = {
    "quarter 1": (0, 3),
    "quarter 2": (3, 3),
    "to quarter 2": (0, 6),
    "quarter 3": (6, 3),
    "to quarter 3": (0, 9),
    "quarter 4": (9, 3),
}


def _on_days(span: Span) -> tuple[date, date] | None:
    """Return the first and last day of a period; None unless both are known to the day."""
    first, last = span
    if not (first and last and len(first) == len(last) == WHOLE_DAY):
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


def years_on(span: Span, years: int) -> Span | None:
    """Return a period moved by some years (negative: earlier); None if it is not known to the day."""
    days = _on_days(span)
    if days is None or not 1 < days[0].year + years < 9999:
        return None
    return tuple(_moved(day, years) for day in days)  # type: ignore[return-value]


def _moved(day: date, years: int) -> str:
    """The same day of another year; the last day of February stays the last."""
    last = monthrange(day.year + years, day.month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return f"{day.year + years:04}-{day.month:02}-{last if ends_month else min(day.day, last):02}"


def span_before(span: Span) -> Span | None:
    """Return the period of the same length right before one of 1 to 11 whole months; None for other periods."""
    days, months = _on_days(span), 1 + length(span)
    if days is None or days[0].day != 1 or (days[1] + timedelta(days=1)).day != 1 or months >= 12:
        return None
    return whole_months(_month_of(days[0].isoformat()) - months, months)


@lru_cache(maxsize=50_000)
def _parts_of(span: Span) -> Sequence[tuple[str, Span]]:
    """Return the quarters of a year that begins with a month, and the year to date, by name; none for other periods."""
    days = _on_days(span)
    if days is None or days[0].day != 1 or not 360 < (days[1] - days[0]).days < 367:
        return []
    first = _month_of(days[0].isoformat())
    return [(how, whole_months(first + begins, months)) for how, (begins, months) in PARTS_OF_YEAR.items()]


def _month_of(day: str) -> int:
    """Return the months from January of the year 0 to the month of a day."""
    return 12 * int(day[:4]) + int(day[5:7] or 0) - 1


def length(span: Span) -> int:
    """Return how many months lie between the months of the first and last day; -1 if one is not known."""
    return _month_of(span[1]) - _month_of(span[0]) if span[0] and span[1] else -1


def is_year(span: Span) -> bool:
    """Whether a period is a year of whole months, as financial years are."""
    return bool(_parts_of(span))


def part_of(year: Span, said: str) -> Span:
    """Return the quarter or the months `said` of a year: "q1", "april", "apr-jun"."""
    if said.startswith("q"):
        return dict(_parts_of(year))[f"quarter {said[-1]}"]
    found = periods_in(f"in {said}", 0, len(said) + len("in "), date.fromisoformat(str(year[1])))
    return (found[0].first, found[0].last) if found else NO_TIME


@lru_cache(maxsize=50_000)
def derived_from(span: Span) -> Sequence[tuple[str, Span]]:
    """Return the periods that a text may give relative to a period, each with the name of the relation."""
    related = {how: years_on(span, years) for how, years in YEARS_ON.items()} | {"span before": span_before(span)}
    return [*((how, other) for how, other in related.items() if other), *_parts_of(span)]


@lru_cache(maxsize=50_000)
def relation(span: Span, other: Span | None) -> str:
    """Return the name of the relation of a period to another: "same", "year before", "within later", ..."""
    if other is None or span == other:
        return "none" if other is None else "same"
    if None in span or None in other:
        return "open"
    for name, later, earlier in (("before", other, span), ("after", span, other)):
        if years_on(later, -1) == earlier:
            return f"year {name}"
        if span_before(later) == earlier:
            return f"span {name}"
    (first, last), (begins, ends) = span, other
    side = "earlier" if str(last) < str(ends) else "later"
    if length(span) == length(other):
        return f"same length {side}"
    if str(begins) <= str(first) and str(last) <= str(ends):
        return f"within {side}"
    return f"around {side}" if str(first) <= str(begins) and str(ends) <= str(last) else f"apart {side}"
