"""Runs of times with a number each: "380 in 2021/22, 412 in 2022/23 and 450 in 2023/24"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace

from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.periods.relative import is_part_of_year, unsettled, years_back, years_on
from flows.extraction.figures.words.period_words import is_a_measure
from flows.extraction.figures.words.types import Figure

# "41 in January, and then |32 in February"
RUNS_ON = re.compile(
    r"(?:[,;]|\band|\bthen|\bbut)\s+(?:(?:and|then|finally|just|only|about|around|some|over|nearly|almost|at\s+least|more\s+than)\s+){0,3}$",
    re.IGNORECASE,
)
LONGEST_JOINT = 40


def runs_on(text: str, figure: Figure) -> bool:
    """Whether a figure goes on with a run, and none is compared with it."""
    at = figure.number.start
    return RUNS_ON.search(text, max(0, at - LONGEST_JOINT), at) is not None


def in_run(folded: str, own: Period, periods: list[Period], *, onward: bool) -> Period:
    """A month without its year beside one that has its own: "41 in April 2022, 32 in May". `onward`: in a run."""
    word = folded[own.start : own.end].rsplit(None, 1)[-1]
    month = MONTHS.get(word.rstrip("."))
    if own.kind != "whole" or month is None:
        return own
    dated = [p for p in periods if p.start != own.start and _is_a_month(folded, p)]
    before = [p for p in dated if p.start < own.start]
    if not dated:
        return own
    known = (before[-1] if before else dated[0]).first or ""
    year, other = int(known[:4]), int(known[5:7])
    if before and onward:
        year += month < other
    else:  # "41 in March 2023, up from 32 in February"
        year -= month > other or (month == other and not onward)
    whole = f"{year}-{month:02}"
    return replace(own, first=f"{whole}-01", last=f"{whole}-{monthrange(year, month)[1]}")


def _is_a_month(folded: str, period: Period) -> bool:
    """Whether a period is one month, with its year."""
    if not (period.first and period.last) or len(period.first) != 10 or period.first[:7] != period.last[:7]:
        return False
    return (
        period.first.endswith("-01") and period.first != period.last and folded[period.end - 4 : period.end].isdigit()
    )


def before_that(text: str, own: Period, periods: list[Period], standing: Period) -> Period | None:
    """ "412 in 2022/23, 380 the year before and 210 the year before |that": as many years back as there are of them."""
    if own.kind != "last-year" or own.first or not text.startswith(" that", own.end):
        return None
    known = standing
    for period in (p for p in periods if p.start < own.start):
        if period.kind == "last-year" and unsettled(period):
            known = years_back(text, known, period)
        elif period.first and period.last and not is_part_of_year(period):
            known = period
    return years_back(text, known, own)


def next_quarter(found: Period, standing: Period | None) -> Period:
    """The first quarter of the next year, where a run goes on with it: "41 in Q4 of 2021/22, 32 in Q1"."""
    wraps = standing and standing.first and found.first and standing.first[5:7] == "01" and found.first[5:7] == "04"
    return years_on(found, 1, found) if wraps and standing and is_part_of_year(standing) else found


def nearest_before(text: str, periods: list[Period], figure: Figure, earlier: list[Figure]) -> Period | None:
    """The nearest period before a figure that is not the one an earlier year's figure belongs to."""
    compared = [other.start for other in earlier if other.earlier]
    free = [p for p in periods if p.start < figure.start and not any(at <= p.start for at in compared)]
    free = [p for p in free if not (compared and text.startswith(":", p.end)) and not is_a_measure(text, p)]
    lasting = [p for p in free if p.kind != "founded"]
    return next(iter((lasting or free)[-1:]), None)
