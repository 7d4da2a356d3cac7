"""The time a statement speaks of: dates and periods, whole or relative to the day the document was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.extraction.analysis.times.period_patterns import (
    OPENS_WITH_A_DATE,
    SHOWN_BY,
    YEAR,
    patterns_for,
)
from flows.extraction.analysis.times.period_spans import span_of


@dataclass(slots=True)
class Period:
    """A time at a slice of the view. `first`, `last`: ISO days, months or years, inclusive; None where not given."""

    start: int
    end: int
    kind: str
    first: str | None
    last: str | None


# "in May", "May 2023", but not "the force may".
_MAY = re.compile(r"(?:in|during|throughout|of|between|from)\b|[^\d]*\d")
_TWO_YEARS = re.compile(r"(?:the\s+)?(20\d\d)\s*(?:[-–—]|to)\s*(20\d\d)")
# "between April and September |of last year"
_OF_LAST_YEAR = re.compile(r",?\s+(?:of\s+)?last\s+year\b")
# Kinds of period that may stand without their year.
UNDATED = ("range", "dates", "days", "day-dates", "month-days", "whole")


def _is_next(year: str, other: str) -> bool:
    """Whether one year follows another."""
    return int(other) == int(year) + 1


def _around(years: list[int], kind: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that opens with a date, looked for around the years alone, to save time."""
    at, (near, far) = 0, OPENS_WITH_A_DATE[kind]
    for year in years:
        match = pattern.search(text, max(at, year - near), year + far)
        if match and match.start() <= year:
            yield match
            at = match.end()


def _is_shown(kind: str, text: str, shown: dict[int, bool]) -> bool:
    """Whether a text holds all that a kind of period is shown by; `shown` remembers what was looked for.

    By the identity of its pattern: to hash that takes longer than most searches.
    """
    for pattern in SHOWN_BY[kind]:
        if id(pattern) not in shown:
            shown[id(pattern)] = pattern.search(text) is not None
        if not shown[id(pattern)]:
            return False
    return True


def periods_in(whole: str, low: int, high: int, written: date | None) -> list[Period]:
    """The periods in a slice of a folded text, in order; `written` is the day the document was written, if known."""
    found: list[Period] = []
    folded = whole[low:high]
    years: list[int] | None = None
    shown: dict[int, bool] = {}
    for kind, pattern in patterns_for(folded):
        if kind in SHOWN_BY and not _is_shown(kind, folded, shown):
            continue
        if kind in OPENS_WITH_A_DATE:
            years = [match.start() for match in YEAR.finditer(folded)] if years is None else years
            matches = _around(years, kind, pattern, folded)
        else:
            matches = pattern.finditer(folded)
        for match in matches:
            start, end = low + match.start(), low + match.end()
            if any(p.start < end and start < p.end for p in found):
                continue
            if kind in ("range", "dates", "whole") and match["a"] == "may" and not _MAY.match(match.group()):
                continue
            # "2023-2024" is a financial year, "2021-2023" are years.
            if kind == "dates" and (years_in := _TWO_YEARS.fullmatch(match.group())) and _is_next(*years_in.groups()):
                continue
            last_year = (
                _OF_LAST_YEAR.match(folded, match.end()) if written and (kind in UNDATED or kind == "since") else None
            )
            if last_year and written:
                span = span_of(kind, match, date(written.year - 1, 12, 31))
                end = low + last_year.end()
            else:
                span = span_of(kind, match, written)
            if span is not None:
                found.append(Period(start, end, kind, *span))
    return sorted(found, key=lambda period: period.start)
