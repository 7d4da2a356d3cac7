"""Periods that are named in relation to another one: a year back, the same months of a year, a quarter of one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.words.nouns import holds

# The month in which a financial year begins.
YEAR_BEGINS = 4
YEARS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
# How long a part of a year may be that is compared with the one before.
MOST_MONTHS = 9


def is_older(period: Period | None, other: Period | None) -> bool:
    """Whether one period ends before another."""
    return bool(period and other and period.last and other.last and period.last < other.last)


def is_over(period: Period, later: Period) -> bool:
    """Whether a period ends before another one begins."""
    return bool(period.last and later.first and period.last < later.first)


def overlap(period: Period, other: Period) -> bool:
    """Whether two periods that have all their days have some in common."""
    whole = period.first and period.last and other.first and other.last
    return bool(whole and not is_over(period, other) and not is_over(other, period))


def is_what_stands(period: Period, standing: Period | None) -> bool:
    """Whether a period is that of the figure before, which may be said in words that only another one settles."""
    if standing is None:
        return False
    return period == standing or (period.start == standing.start and period.kind in ("last-year", "last-financial"))


def reported(last_year: Period, covered: Period | None) -> Period | None:
    """What "last year" means in a text on a report: the year that the report covers."""
    if covered is None or (last_year.first and not overlap(covered, last_year)):
        return None
    return replace(covered, start=last_year.start, end=last_year.end)


def quarter_in(own: Period, year: Period, number: int) -> Period:
    """A quarter that is named without its year ("Q3") in the financial year that another period names or lies in."""
    first = date.fromisoformat(year.first or "")
    begins = 12 * (first.year - (first.month < YEAR_BEGINS)) + YEAR_BEGINS - 1 + 3 * (number - 1)
    last = begins + 2
    ends = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
    starts = date(begins // 12, begins % 12 + 1, 1)
    return replace(own, kind="quarter", first=starts.isoformat(), last=ends.isoformat())


def quarter_before(period: Period, own: Period, number: int) -> Period:
    """The last quarter of that number that was over when a period began: "143, up from 125 in quarter 2"."""
    if not period.first or len(period.first) != 10:
        return own
    found = quarter_in(own, period, number)
    return found if is_over(found, period) else a_year_back(found, own)


def is_financial(period: Period) -> bool:
    """Whether a period is a financial year or a quarter of one."""
    named = period.kind in ("financial", "quarter") or (
        period.kind == "year-to" and (period.last or "")[4:] == "-03-31"
    )
    return named and period.first is not None


# Reads text in lower case.
TO_DATE = re.compile(
    r"\bsince\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+financial\s+year\b|\b(?:financial\s+)?year\s+to\s+date\b|"
    r"\bso\s+far\s+(?:in\s+)?(?:this|the)\s+financial\s+year\b"
)
# Words without one of which no year is said to be under way.
SO_FAR = ("the start of", "beginning of", "to date", "so far")


def year_to_date(folded: str, start: int, end: int, known: Period | None) -> Period | None:
    """The financial year so far, where a slice speaks of that: up to the day with which a known period ends."""
    part = known is not None and is_part_of_year(known)
    said = TO_DATE.search(folded, start, end) if part and holds(folded[start:end], SO_FAR) else None
    if known is None or known.last is None or said is None:
        return None
    last = date.fromisoformat(known.last)
    begins = date(last.year - (last.month < YEAR_BEGINS), YEAR_BEGINS, 1)
    return Period(*said.span(), "to-date", begins.isoformat(), known.last)


def unsettled(period: Period) -> bool:
    """Whether a period is only named in relation to another one ("the year before")."""
    return period.kind in ("last-year", "years-before", "year-after", "vague") and not period.first


def is_part_of_year(period: Period) -> bool:
    """Whether a period has both of its days, and is shorter than a year by a month and more."""
    if not (period.first and period.last and len(period.first) == len(period.last) == 10):
        return False
    return (date.fromisoformat(period.last) - date.fromisoformat(period.first)).days < 335


def of_the_quarter(folded: str, own: Period, standing: Period | None, covered: Period | None) -> Period | None:
    """What "in the quarter" means beside a figure for longer: the quarter that the document is on."""
    if "quarter" not in folded[own.start : own.end] or not is_a_quarter(covered) or is_a_quarter(standing):
        return None
    return replace(covered, start=own.start, end=own.end) if covered else None


def is_a_quarter(period: Period | None) -> bool:
    """Whether a period is of three months."""
    if period is None or not is_part_of_year(period):
        return False
    return 88 <= (date.fromisoformat(period.last or "") - date.fromisoformat(period.first or "")).days <= 93


def in_the_year(period: Period, own: Period) -> Period:
    """The same part of another year: that of `own`, which names the year alone."""
    if not (period.first and own.first):
        return own
    return years_on(period, int(own.first[:4]) - int(period.first[:4]), own)


def a_year_back(period: Period, own: Period) -> Period:
    """The period a year before another one, at the slice of `own`."""
    return years_on(period, -1, own)


def a_span_back(period: Period, own: Period) -> Period:
    """The period of whole months right before one of as many months, at the slice of `own`."""
    if not (period.first and period.last and len(period.first) == len(period.last) == 10):
        return own
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or months > MOST_MONTHS:
        return own
    begins = 12 * first.year + first.month - 1 - months
    starts = date(begins // 12, begins % 12 + 1, 1)
    return replace(own, first=starts.isoformat(), last=(first - timedelta(days=1)).isoformat())


def years_on(period: Period, years: int, own: Period) -> Period:
    """A period moved by whole years, at the slice of `own`; a last day of February stays one that exists."""

    def moved(day: str | None) -> str | None:
        return f"{int(day[:4]) + years}{day[4:]}".replace("-02-29", "-02-28") if day else None

    return replace(own, first=moved(period.first), last=moved(period.last))


def years_back(text: str, period: Period, own: Period) -> Period:
    """The period a year before another one, or behind it, or as many years as `own` says."""
    many = YEARS.get(text[own.start : own.end].split()[0].lower(), 1)
    return years_on(period, {"years-before": -many, "year-after": many}.get(own.kind, -1), own)


# How far into a sentence the time stands that it opens with, and what happened once then.
OPENING = 12
EVENT = re.compile(r"\b(?:inspect\w+|arrest\w+|jailed|sentenced|founded|set\s+up|launched|appointed|joined)\b")


def goes_on_from(text: str, period: Period, told: Sentence) -> bool:
    """Whether what a sentence tells of a time is told of it further on: it opens with it, or tells of disrupting.

    Not: "A new team was set up in April 2021. It disrupted 41 groups."
    """
    if period.kind != "whole":
        return False
    opens = period.start - told.start <= OPENING and not EVENT.search(text, period.end, told.end)
    return opens or text.find("isrupt", told.start, told.end) >= 0
