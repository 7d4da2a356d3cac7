"""Find the periods a text speaks of: dates with the words around them, or times relative to the text's own date.

A date or a financial year is searched for first; the words before it ("since", "the year to", "the first half of") or
a second date behind it decide which days are meant. All patterns read text in lower case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.analysis.text.number_words import UNITS, number_of
from flows.extraction.analysis.times.dates import DATE, WEEKDAYS, Parts, calendar_day, parts_of

# The first and the last day as ISO days, both inclusive; None where unknown or open.
Span = tuple[str | None, str | None]
NO_TIME: Span = (None, None)


@dataclass(slots=True)
class Period:
    """A period at a slice of the view. `kind`: financial, dates, bare, or the group of the pattern that matched."""

    start: int
    end: int
    kind: str
    first: str | None
    last: str | None


_ACCOUNTS = r"(?:financial|fiscal|reporting|performance)\s+year"
# A financial year, "FY22/23", "2023 to 2024", or a date; a quarter behind its year belongs to it: "2023/24 Q2".
TIME = re.compile(
    rf"\b(?:(?:the\s+)?(?:{_ACCOUNTS}\s+(?:of\s+)?|fy\s?)?(?P<fy>20\d\d|(?:(?<=fy)|(?<=fy ))[0-3]\d)"
    rf"(?:\s?[/–-]\s?|\s+to\s+(?=20))(?P<next>(?:20)?\d\d|\d)\b(?:\s+{_ACCOUNTS})?|(?P<date>{DATE}))"
    r"(?:(?:\s?[,:–-])?\s?q(?:uarter\s+)?(?P<part>[1-4])\b(?!\s+(?:of\s+)?(?:fy\s?)?20\d\d))?"
)
# Words before a date; the name of the group says how the words turn the date into a period.
LEAD = re.compile(
    r"\b(?:"
    rf"(?P<year_to>(?:(?:(?P<n>\d{{1,2}}|{one_of(UNITS)})[ -])?(?P<unit>year|quarter|month|week)s?(?:\s+period)?\s+"
    r"(?:(?:(?:that|which)\s+)?end(?:ing|ed)(?:\s+in)?|(?:up\s+)?to(?:\s+and\s+including)?|until)|ye)\s+)|"
    r"(?P<week_of>(?:week\s+(?:commencing|beginning|starting|of)|w/c)\s+(?:on\s+)?)|"
    r"(?P<quarter>(?P<which>first|second|third|fourth|last|final|(?:q|quarter\s+)[1-4])\s+"
    r"(?:quarter\s+|(?P<half>half\s+)|(?P<months>three|six|nine)\s+months\s+)?(?P<so_far>ytd\s+)?(?:of\s+)?)|"
    r"(?P<since>(?:since|(?:launched|formed|founded|set\s+up|established|created|began)\s+in)\s+"
    r"(?:the\s+(?:start|beginning)\s+of\s+|last\s+|(?:[a-z-]+\s+){1,8}in\s+)?)|"
    rf"(?P<days>(?:(?:between|from)\s+)?(?:{one_of(WEEKDAYS)}\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*"
    r"(?:to|and|until|[-–—])\s*)|"
    r"(?P<range>(?:between|from)\s+)|"
    r"(?P<whole>(?:in|during|throughout|over|for|of|on|by|across)\s+"
    r"(?:the\s+(?:whole|course|year|month|calendar\s+year)\s+(?:of\s+)?|all\s+of\s+|late\s+|early\s+)?))$"
)
LONGEST_LEAD = 60
NAME_BEFORE = re.compile(r"\b(?!The )[A-Z][\w.’'-]* $")
# A second date, or the day alone of "March 7-13".
UNTIL = re.compile(
    rf"\s*(?:(?:until|till|to|through(?:\s+to)?|up\s+to|(?P<both>and))\s+|[-–—]\s*)"
    rf"(?P<date>{DATE}|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+20\d\d)?)"
)
OF_LAST_YEAR = re.compile(r",?\s+(?:of\s+)?last\s+year\b")
# Times relative to the day on which a text was written.
SEEN = re.compile(
    rf"\b(?:(?P<last_financial>last\s+{_ACCOUNTS}|"
    r"the\s+financial\s+year\s+(?:that\s+)?(?:has\s+)?just\s+(?:ended|gone))|"
    rf"(?P<this_financial>(?:so\s+far\s+)?this\s+{_ACCOUNTS})|(?P<last_month>last\s+month)|"
    r"(?P<last_year>(?<!the )last\s+(?:calendar\s+)?year)|(?P<this_year>(?:so\s+far\s+)?this\s+year)|"
    r"(?P<bare_quarter>q(?:uarter\s+)?[1-4]))\b"
)
# Times relative to another time, or without definite days: "the year before", "in the same period".
VAGUE = re.compile(
    r"\b(?P<vague>(?:(?:in|over|during|for)\s+)?(?:the|that|this|an?|its|their|our)\s+"
    r"(?:same|previous|preceding|prior|last|past)\s+(?:[a-z]+\s+|\d+\s+)?(?:year|quarter|month|week|period|decade)s?|"
    r"(?:in|over|during)\s+(?:(?:the|that|this|recent|an?)\s+(?:[a-z-]+\s+)?|[\w-]+\s+)?(?:year|quarter|month|period|decade)s?"
    r"(?:\s+(?:before|earlier))?|"
    r"\w+\s+(?:year|quarter|month)s?\s+(?:before|earlier|previously|prior|later|on))\b"
)
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
ORDINALS = ("first", "second", "third", "fourth")
# The month in which a financial year begins; January is 0.
APRIL = 3


def periods_in(folded: str, low: int, high: int, written: date | None, text: str = "") -> list[Period]:
    """Return the periods in a slice of a folded text, in order. `written`: the day of the document, or None.
    `text`: the same unfolded, without which a month that stands alone ("May was quiet") is none."""
    found: list[Period] = []
    at = low
    for match in TIME.finditer(folded, low, high):
        if match.start() >= at and (period := _dated(match, at, written, text)):
            found.append(period)
            at = period.end
    for seen in (SEEN, VAGUE):
        starts, others = [period.start for period in found], []
        for match in seen.finditer(folded, low, high):
            # Skip a time right before or inside a period found already: "in the period |April to June" is one.
            last = bisect_right(starts, match.end() + 1) - 1
            if last < 0 or found[last].end <= match.start():
                kind = str(match.lastgroup).replace("_", "-")
                span = _relative(kind, match.group(), written) if written else NO_TIME
                others.append(Period(*match.span(), kind, *span))
        found = sorted([*found, *others], key=lambda period: period.start)
    return found


def _dated(time: re.Match[str], low: int, written: date | None, text: str) -> Period | None:
    """Return the period of a date or financial year and the words around it; None if they make no period."""
    folded, (start, end), high = time.string, time.span(), time.endpos
    begins = _begins(time)
    if time["part"] and begins is not None:
        return Period(start, end, "quarter", *whole_months(begins + 3 * int(time["part"]) - 3, 3))
    lead = LEAD.search(folded, max(low, start - LONGEST_LEAD), start)
    lead_start, kind = (lead.start(), str(lead.lastgroup)) if lead else (start, "bare")
    if time["fy"] and begins is not None:
        if lead and kind == "quarter":
            return Period(lead_start, end, kind, *_part_of(begins, lead))
        return Period(start, end, "financial", *whole_months(begins, 12))
    # "2021 to 2023" is no financial year: read the first year as a date.
    start, end = time.span("fy" if time["fy"] else "date")
    said = parts_of(folded[start:end])
    if (kind == "quarter" and said.month) or (kind in ("days", "week_of") and not said.day):
        kind, lead_start = "bare", start
    until = UNTIL.match(folded, end, high) if kind in ("range", "whole", "bare") else None
    if until and ((until["both"] and kind != "range") or (until["day"] and not said.day)):
        until = None
    end = until.end() if until else end
    if written and (earlier := OF_LAST_YEAR.match(folded, end, high)):
        written, end = date(written.year - 1, 12, 31), earlier.end()
    if until:
        lead_start, kind = (lead_start, kind) if kind == "range" else (start, "dates")
        return Period(lead_start, end, kind, *_between(said, until, written))
    recent = said.before(written)
    if lead and (span := _after_words(kind, lead, said, recent)):
        return Period(lead_start, end, kind.replace("_", "-"), *span)
    if said.month and (said.year or (written and not said.day and _is_alone(text, start, end))):
        return Period(start, end, "bare", *_iso(recent.first_day(), recent.last_day()))
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a month has its capital and is no part of a name: neither "may" nor "Ana |May" nor "April| Larch"."""
    has_capital = text[start:end].rpartition(" ")[2] in month_name[1:]
    return has_capital and not (
        NAME_BEFORE.search(text, max(0, start - LONGEST_LEAD), start) or text[end : end + 2].strip().isupper()
    )


def _after_words(kind: str, lead: re.Match[str], said: Parts, recent: Parts) -> Span | None:
    """Return the days of a date `said` after the words `lead`, or None; `recent`: the date with a year."""
    first, last = recent.first_day(), recent.last_day()
    if kind == "quarter":
        return _part_of(12 * said.year, lead) if said.year else None
    if kind == "since":
        return (first.isoformat() if first else None), None
    if kind == "days":
        return _iso(calendar_day(last.year, last.month, int(lead["day"])) if last else None, last)
    if kind == "week_of":
        return _iso(first, first and first + timedelta(days=6))
    if kind == "year_to":
        return _ending(lead, last) if last else NO_TIME
    return _iso(first, last) if kind == "whole" else None


def _relative(kind: str, said: str, written: date) -> Span:
    """Return the days of a time of a kind in `SEEN` or `VAGUE`, relative to the day the text was written."""
    january = 12 * written.year
    month = january + written.month - 1
    april = month - (month - APRIL) % 12
    if kind == "this-financial":
        return whole_months(april, 12)[0], None
    if kind == "bare-quarter":
        begins = april + 3 * (int(said[-1]) - 1)
        return whole_months(begins if begins + 3 <= month else begins - 12, 3)
    ended = {"last-financial": (april - 12, 12), "last-month": (month - 1, 1), "last-year": (january - 12, 12)}
    return whole_months(*ended[kind]) if kind in ended else NO_TIME


def _begins(time: re.Match[str]) -> int | None:
    """Return the first month, as in `whole_months`, of a year or financial year; None of any other time."""
    if not time["fy"]:
        return 12 * int(time["date"]) if time["date"].isdigit() else None
    year, last = int(time["fy"]) + (2000 if len(time["fy"]) == 2 else 0), time["next"][-2:]
    return 12 * year + APRIL if (year + 1) % 10 ** len(last) == int(last) else None


def _iso(first: date | None, last: date | None) -> Span:
    """Return the span from one day to another; `NO_TIME` if a day is unknown or the last is before the first."""
    return (first.isoformat(), last.isoformat()) if first and last and first <= last else NO_TIME


def whole_months(month: int, months: int) -> Span:
    """Return the span of `months` whole months from `month`, which counts the months since January of the year 0."""
    first, behind = (date(number // 12, number % 12 + 1, 1) for number in (month, month + months))
    return first.isoformat(), (behind - timedelta(days=1)).isoformat()


def _between(a: Parts, until: re.Match[str], written: date | None) -> Span:
    """Return the span from `a` to the date in `until`; a missing year or month is taken from the other date."""
    b = parts_of(until["date"])
    if until["day"]:
        b = Parts(b.year, a.month, int(until["day"]))
    last = b.in_year(a.year).before(written).last_day()
    first = a.in_year(last.year).first_day() if last else None
    if first and last and first > last and not a.year:
        first = a.in_year(last.year - 1).first_day()
    return _iso(first, last)


def _part_of(begins: int, lead: re.Match[str]) -> Span:
    """Return a quarter, half or months of the year from month `begins` ("Q3"); with "YTD" also all before."""
    months = UNITS[lead["months"]] if lead["months"] else 6 if lead["half"] else 3
    which = lead["which"]
    number = int(which[-1]) - 1 if which[-1].isdigit() else (*ORDINALS, which).index(which)
    before = min(months * number, 12 - months)
    return whole_months(begins, before + months) if lead["so_far"] else whole_months(begins + before, months)


def _ending(lead: re.Match[str], last: date) -> Span:
    """Return the span that ends with `last`: "the year to March 2024", "the six months ending in June"."""
    unit, count = lead["unit"] or "year", number_of(lead["n"] or "one")
    if unit == "week":
        return _iso(last - timedelta(days=7 * count - 1), last)
    behind = last + timedelta(days=1)
    year, month = divmod(12 * behind.year + behind.month - 1 - MONTHS_OF[unit] * count, 12)
    return _iso(date(year, month + 1, min(behind.day, monthrange(year, month + 1)[1])), last)
