"""Periods that a text tells in relation to others: the year before, a quarter of a year, the year so far."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

# The first day and the last, as ISO days, months or years; None where not given.
Span = tuple[str | None, str | None]
WHOLE_DAY = len("2024-03-31")
NO_TIME: Span = (None, None)


def on_days(span: Span) -> tuple[date, date] | None:
    """The first day and the last of a period that is given to the day."""
    first, last = span
    if not (first and last and len(first) == len(last) == WHOLE_DAY):
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


@lru_cache(maxsize=10_000)
def years_on(span: Span, years: int) -> Span | None:
    """A period so many years later (or earlier, below zero)."""
    days = on_days(span)
    if days is None or not 1 < days[0].year + years < 9999:
        return None
    return tuple(_moved(day, years) for day in days)  # type: ignore[return-value]


def _moved(day: date, years: int) -> str:
    return f"{day.year + years:04}-{day.month:02}-{28 if (day.month, day.day) == (2, 29) else day.day:02}"


@lru_cache(maxsize=10_000)
def span_before(span: Span) -> Span | None:
    """The period of as many months right before one of whole months that is shorter than a year."""
    days = on_days(span)
    if days is None or days[0].day != 1 or (days[1] + timedelta(days=1)).day != 1:
        return None
    length = 12 * (days[1].year - days[0].year) + days[1].month - days[0].month + 1
    if length >= 12:
        return None
    return first_of(12 * days[0].year + days[0].month - 1 - length).isoformat(), _before(days[0])


def is_year(span: Span) -> bool:
    """Whether a period is a year that begins with a month."""
    days = on_days(span)
    return days is not None and days[0].day == 1 and 360 < (days[1] - days[0]).days < 367


@lru_cache(maxsize=1_000)
def parts_of_year(first: str) -> list[tuple[str, Span]]:
    """The quarters of a year that begins on a day, and the year up to the end of the second and third, by name."""
    begins = date.fromisoformat(first)
    found: list[tuple[str, Span]] = []
    for number in range(4):
        month = 12 * begins.year + begins.month - 1 + 3 * number
        end = _before(first_of(month + 3))
        found.append((f"quarter {number + 1}", (first_of(month).isoformat(), end)))
        if number in (1, 2):
            found.append((f"to quarter {number + 1}", (first_of(month - 3 * number).isoformat(), end)))
    return found


def first_of(month: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


@lru_cache(maxsize=10_000)
def month_of(day: str) -> int:
    """The month of a day, counted from the year 0."""
    return 12 * int(day[:4]) + int(day[5:7] or 0)


def told_by(span: Span) -> list[tuple[str, Span]]:
    """The periods that a text may tell in relation to one that it names, each with how."""
    related = [
        (how, years_on(span, years)) for how, years in (("year before", -1), ("year after", 1), ("two before", -2))
    ]
    found = [(how, other) for how, other in (*related, ("span before", span_before(span))) if other]
    return [*found, *(parts_of_year(span[0]) if is_year(span) and span[0] else ())]


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


def length(span: Span) -> int:
    """How many months lie between the first day and the last; -1 where one is not given."""
    return month_of(span[1]) - month_of(span[0]) if span[0] and span[1] else -1
