"""The time a statement speaks of: dates and periods, whole or relative to the day the document was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flows.extraction.analysis.times.period_patterns import Looked, patterns_for
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
UNDATED = ("range", "dates", "days", "month-days", "whole")


def _is_next(year: str, other: str) -> bool:
    """Whether one year follows another."""
    return int(other) == int(year) + 1


@lru_cache(maxsize=1)
def _in_document(folded: str) -> list[Looked]:
    return patterns_for(folded)


def periods_in(whole: str, low: int, high: int, written: date | None) -> list[Period]:
    """The periods in a slice of a folded text, in order; `written` is the day the document was written, if known."""
    found: list[Period] = []
    folded = whole[low:high]
    for kind, _, pattern in patterns_for(folded, _in_document(whole)):
        for match in pattern.finditer(folded):
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
