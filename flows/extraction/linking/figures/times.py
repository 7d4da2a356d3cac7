"""Periods that a text tells in relation to others: the year before, a quarter of a year, the year so far."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

# The first day and the last, as ISO days, months or years; None where not given.
Span = tuple[str | None, str | None]
WHOLE_DAY = len("2024-03-31")
NO_TIME: Span = (None, None)
YEARS_ON: Mapping[str, int] = {"year before": -1, "year after": 1, "two before": -2}
# After how many months of a year each of its parts begins, and how many it has.
PARTS_OF_YEAR: Mapping[str, tuple[int, int]] = {
    "quarter 1": (0, 3),
    "quarter 2": (3, 3),
    "to quarter 2": (0, 6),
    "quarter 3": (6, 3),
    "to quarter 3": (0, 9),
    "quarter 4": (9, 3),
}


def _on_days(span: Span) -> tuple[date, date] | None:
    """The first day and the last of a period that is given to the day."""
    first, last = span
    if not (first and last and len(first) == len(last) == WHOLE_DAY):
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


@lru_cache(maxsize=10_000)
def years_on(span: Span, years: int) -> Span | None:
    """A period so many years later (or earlier, below zero)."""
    days = _on_days(span)
    if days is None or not 1 < days[0].year + years < 9999:
        return None
    return tuple(_moved(day, years) for day in days)  # type: ignore[return-value]


def _moved(day: date, years: int) -> str:
    """The same day of another year; the last day of February stays the last."""
    last = monthrange(day.year + years, day.month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return f"{day.year + years:04}-{day.month:02}-{last if ends_month else min(day.day, last):02}"


@lru_cache(maxsize=10_000)
def span_before(span: Span) -> Span | None:
    """The period of as many months right before one of whole months that is shorter than a year."""
    days, months = _on_days(span), 1 + length(span)
    if days is None or days[0].day != 1 or (days[1] + timedelta(days=1)).day != 1 or months >= 12:
        return None
    return _whole_months(_month_of(days[0].isoformat()) - months, months)


@lru_cache(maxsize=1_000)
def _parts_of(span: Span) -> list[tuple[str, Span]]:
    """The quarters of a year that begins with a month, and that year so far, by name."""
    days = _on_days(span)
    if days is None or days[0].day != 1 or not 360 < (days[1] - days[0]).days < 367:
        return []
    first = _month_of(days[0].isoformat())
    return [(how, _whole_months(first + after, months)) for how, (after, months) in PARTS_OF_YEAR.items()]


def _whole_months(first: int, months: int) -> Span:
    """So many months from one on."""
    begins, behind = (date((month - 1) // 12, (month - 1) % 12 + 1, 1) for month in (first, first + months))
    return begins.isoformat(), (behind - timedelta(days=1)).isoformat()


@lru_cache(maxsize=10_000)
def _month_of(day: str) -> int:
    """The month of a day, counted from the year 0."""
    return 12 * int(day[:4]) + int(day[5:7] or 0)


def length(span: Span) -> int:
    """How many months lie between the first day and the last; -1 where one is not given."""
    return _month_of(span[1]) - _month_of(span[0]) if span[0] and span[1] else -1


def derived_from(span: Span) -> list[tuple[str, Span]]:
    """The periods that a text may tell in relation to one that it names, each with how."""
    related = {how: years_on(span, years) for how, years in YEARS_ON.items()} | {"span before": span_before(span)}
    return [*((how, other) for how, other in related.items() if other), *_parts_of(span)]


@lru_cache(maxsize=50_000)
def relation(span: Span, other: Span | None) -> str:
    """How a period stands to another."""
    if other is None or span == other:
        return "none" if other is None else "same"
    if None in span or None in other:
        return "open"
    for name, one, back in (("before", other, span), ("after", span, other)):
        if years_on(one, -1) == back:
            return f"year {name}"
        if span_before(one) == back:
            return f"span {name}"
    (first, last), (begins, ends) = span, other
    side = "earlier" if str(last) < str(ends) else "later"
    if length(span) == length(other):
        return f"same length {side}"
    if str(begins) <= str(first) and str(last) <= str(ends):
        return f"within {side}"
    return f"around {side}" if str(first) <= str(begins) and str(ends) <= str(last) else f"apart {side}"
