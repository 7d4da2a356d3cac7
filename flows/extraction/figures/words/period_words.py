"""The words that tell which of several periods is a figure's own: comparisons, brackets, datelines."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.words.types import Figure

# A heading of a column that is a year is no longer.
LONGEST_YEAR = 12
# "2021", "2021/22", "2021-2022"
A_YEAR = r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?"
# What a year stands right behind, in lower case, that is a time whatever else the sentence says.
BEFORE_A_YEAR = tuple(f" {word} " for word in ("in", *MONTHS))
DATELINE = re.compile(r"\b(?:publish\w*|released?|issued|said|dated|updated|posted|announced|report)\b", re.IGNORECASE)
# What stands between the years of a row.
YEARS_JOINED = (", ", " and ", ", and ", " & ")
# "an increase of 14% on |2022–23", "more than in |2022": the time of what a figure is compared with.
COMPARED_WITH = re.compile(
    r"\b(?:increase|decrease|rise|fall|up|down|drop|growth|more|fewer|less|compared|against)\b[^.;,]{0,40}"
    r"\b(?:on|than|than\s+in|from|with|to)\s+(?:that\s+in\s+|in\s+|the\s+)?$|"
    r"\b(?:to|will|could|may|might)\s+(?:pass|beat|exceed|match|overtake|surpass|top)\s+(?:the\s+)?$|"
    r"\bas\s+(?:many|much|high|low)\s+as\s+(?:in\s+)?(?:the\s+)?$|"
    r"\b(?:compared\s+(?:with|to)|against)\s+(?:just\s+|only\s+)?\d[\d,]*\s+$",
    re.IGNORECASE,
)
# "2022-23| had seen |51", "2021-22| as many as |66", "the year before| that, |36", "2021| there were |40"
BROUGHT = re.compile(
    r"(?:\s+that)?,?\s+(?:(?:had\s+)?(?:saw|seen|brought|produced|yielded)\s+|(?:it|they|we|there)\s+(?:was|were|had(?:\s+been)?|recorded|made)\s+)?"
    r"(?:as\s+many\s+as\s+|(?:just|only|about|around|some|over|nearly)\s+)*"
)
# Between a time and the next number, no more than a comma; and between that number and a time of its own.
NO_VERB = re.compile(r",?\s+(?:(?:as\s+many\s+as|just|only|about|around|some|over|nearly)\s+)*")
RIGHT_BEHIND = re.compile(r"\s+(?:(?:in|during|for|over|the|of|by|was)\s+){0,3}")
# "35 of which were major, and 30 in |2022"
OF_A_COUNT = re.compile(
    r"(?:[,;]|\band)\s+(?:(?:and|but|just|only|about|around|some|over|nearly)\s+)*\d[\d,]*\s+(?:(?:in|for|during)\s+(?:the\s+)?)?$"
)
# "350 disruptions|, for |2022/23 …"
OPENS_A_CLAUSE = re.compile(r"(?:[,;]|\b(?:and|but|while))\s+(?:(?:by|then|for|in|during|over|the)\s+)*$")
# "in 2022| 412", "the year before| 380"
HAS_A_NUMBER = re.compile(
    r"(?:\s+that)?(?:\s+(?:(?:it|they|we|there)\s+(?:was|were|had(?:\s+been)?|recorded|made|led)\s+)?|,\s+(?=[\d,]+(?:[.;]|$|,\s|\s+and\s)))"
    r"(?:(?:just|only|about|around|some|over|nearly)\s+)*\d"
)
MORE_THAN = re.compile(
    r"\b(?:more|fewer|less|higher|lower|up|down)\s+(?:than|on|from)\s+(?:(?:that|those)\s+)?(?:(?:in|of|for|during)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "9 (not counted separately in |2023)"
NOT_COUNTED = re.compile(r"\(\s*(?:not?|none|un\w+)\b[^()]{0,60}$", re.IGNORECASE)
NEXT_CLAUSE = re.compile(r"[,;:.()]\s|\band\b")
# "77 (2023: |91)"
BRACKETED_YEAR = re.compile(r"[(;]\s*(?P<year>(?:19|20)\d\d)\s*:\s*$")
# "51 lines (|2022/23: 44)": a time that is only compared with
BRACKETED_TIME = re.compile(r"\([^()]{4,9}:\s")
LISTED_IN_BRACKETS = re.compile(r"\s*\([^()]{2,40},\s+20\d\d[/–-]\d\d\s\d")
OF_THE_COUNTED = re.compile(r"\bof\s+the\s+(?:groups|gangs|networks|disruptions)\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Q2| of the previous year"
OF_LAST_YEAR = re.compile(
    r"\s+(?:of|in)\s+(?:the\s+)?(?:previous|preceding|last)\s+(?:financial\s+)?year\b", re.IGNORECASE
)
# "in the last two financial years (|2020/21 and 2021/22"
YEARS_IN_BRACKETS = re.compile(
    r"\b(?:two|three|four|five|\d)\s+(?:(?:financial|calendar|performance)\s+)?years\b[^.;()\d]{0,30}\($", re.IGNORECASE
)
LONGEST_YEARS = 70
# "2023" over a column
YEAR_ALONE = re.compile(r"[\W_]*(?P<year>(?:19|20)\d\d)[\W_]*")
# "years ending June |2023 to 2025": when the years of such columns end.
YEARS_ENDING = re.compile(
    r"\byears?\s+(?:ending|ended|to)\s+(?:(?:the\s+)?end\s+of\s+)?(?P<end>(?:\d{1,2}\s+)?[a-z]{3,9})\b"
)


def year_alone(text: str, start: int, end: int) -> str | None:
    """The year that a heading consists of."""
    match = YEAR_ALONE.fullmatch(text, start, end) if end - start < LONGEST_YEAR else None
    return match["year"] if match else None


def is_a_year(folded: str, number: Number) -> bool:
    """Whether a number is the year in "in 2023", "May 2023"."""
    if number.end - number.start != 4 or not 1900 <= number.value < 2100 or number.percent:
        return False
    opens = (
        folded.startswith("in ", number.start - 3) and not folded[max(0, number.start - 4) : number.start - 3].isalnum()
    )
    return (opens or folded.endswith(BEFORE_A_YEAR, 0, number.start)) and folded[number.start : number.end].isdigit()


def without_years(folded: str, numbers: list[Number]) -> list[Number]:
    """The numbers that are no years: "in 2021", those that go on from such a year, and that in ", 2023:"."""
    counts: list[Number] = []
    year: Number | None = None
    for number in numbers:
        if number.end - number.start != 4:
            counts.append(number)
            continue
        joins = year is not None and folded[year.end : number.start] in YEARS_JOINED
        labels = folded.startswith(":", number.end) and folded.endswith(", ", 0, number.start)
        if is_a_year(folded, number) or ((joins or labels) and _looks_like_a_year(folded, number)):
            year = number
        else:
            counts.append(number)
    return counts


def _looks_like_a_year(folded: str, number: Number) -> bool:
    alike = number.end - number.start == 4 and 1900 <= number.value < 2100
    return alike and not number.percent and folded[number.start : number.end].isdigit()


def is_of_another(text: str, period: Period, figure: Figure) -> bool:
    """Whether a period behind a figure is that of what it is compared with, or one in which nobody counted."""
    low, high = figure.number.end, period.start
    # "made up 7 per cent; |three years later| that had climbed to 46"
    if period.kind == "year-after" and not period.first and re.search(r"[;,]", text[low:high]):
        return True
    return bool(COMPARED_WITH.search(text, low, high) or NOT_COUNTED.search(text, low, high))


def bare_bracket(text: str, figure: Figure) -> bool:
    """Whether a number stands alone in brackets."""
    return text.startswith("(", figure.number.start - 1) and text.startswith(")", figure.number.end)


def is_a_dateline(text: str, period: Period) -> bool:
    """Whether a single day only says when something was published or said."""
    one_day = period.first is not None and period.first == period.last
    return one_day and bool(DATELINE.search(text, max(0, period.start - 50), period.end))


def labels_another(text: str, period: Period, figure: Figure) -> bool:
    """Whether a period stands before a number of its own, as in "41 (2022/23: 29)"."""
    bracketed = text.startswith("(", period.start - 1) and re.match(r"\s\d", text[period.end : period.end + 2])
    # "410 (target 400, |2022/23 388)"
    listed = LISTED_IN_BRACKETS.match(text[figure.number.end : period.end + 3])
    labels = text.startswith(":", period.end) or bracketed or listed
    return period.start > figure.number.start and bool(labels)


def opens_the_next(text: str, period: Period, figure: Figure, periods: list[Period]) -> bool:
    """Whether a period opens the next clause, where the figure has its own: "In 2022 it made 90, and in |2023 …"."""
    gap = text[figure.number.end : period.start]
    if OF_A_COUNT.search(gap) or (OPENS_A_CLAUSE.search(gap) and HAS_A_NUMBER.match(text, period.end)):
        return any(other.end <= figure.number.start for other in periods)
    return (
        gap.endswith((" and ", " but ", " while ", " and by ", " but by ", " and then ", "; ", "; by ", "; in "))
        and text[period.end : period.end + 1] != "."
        and any(other.end <= figure.number.start for other in periods)
    )


def said_behind(text: str, periods: list[Period], figure: Figure, end: int) -> list[Period]:
    """The periods behind a figure, up to the next one, that are its own."""
    behind = (p for p in periods if figure.start <= p.start < end)
    return [
        p
        for p in behind
        if not (
            labels_another(text, p, figure)
            or opens_the_next(text, p, figure, periods)
            or is_of_another(text, p, figure)
        )
    ]


def in_brackets(text: str, period: Period) -> bool:
    """Whether a period labels a number in brackets, and so is one that is only compared with."""
    return text.startswith("(", period.start - 1) and BRACKETED_TIME.match(text, period.start - 1) is not None


def bracketed_year(text: str, low: int, at: int) -> Period | None:
    """The year that labels a number in brackets: "77 (2023: |91)"."""
    year = BRACKETED_YEAR.search(text, low, at)
    return Period(*year.span("year"), "whole", f"{year['year']}-01-01", f"{year['year']}-12-31") if year else None


def is_a_measure(text: str, period: Period) -> bool:
    """Whether a period is only what another is measured by: "three more than |in the previous year"."""
    return MORE_THAN.search(text, max(0, period.start - 30), period.start) is not None


def said_before(text: str, periods: list[Period], figure: Figure) -> Period | None:
    """The period that stands right before a figure as what brought it: "2022-23 had seen |51"."""
    before = [p for p in periods if p.end <= figure.number.start]
    behind = next((p for p in periods if p.start >= figure.number.end), None)
    # "380 in 2021/22, |412 in 2022/23": a time right behind a number is its own.
    its_own = behind is not None and RIGHT_BEHIND.fullmatch(text, figure.number.end, behind.start)
    if before and its_own and NO_VERB.fullmatch(text, before[-1].end, figure.number.start):
        return None
    return before[-1] if before and BROUGHT.fullmatch(text, before[-1].end, figure.number.start) else None


def further_on(text: str, periods: list[Period], figure: Figure) -> list[Period]:
    """The periods behind another figure of the same clause: "38 disruptions against 21 gangs in |2021"."""
    clause = NEXT_CLAUSE.search(text, figure.end)
    ends = clause.start() if clause else len(text)
    return [p for p in periods if figure.end <= p.start < ends]


def with_the_next(text: str, own: Period, periods: list[Period]) -> Period:
    """A period with those that brackets name together with it: "in the last two years (|2020/21 and 2021/22|)"."""
    if not (
        own.first
        and text.startswith("(", own.start - 1)
        and YEARS_IN_BRACKETS.search(text, max(0, own.start - LONGEST_YEARS), own.start)
    ):
        return own
    for other in periods:
        joined = other.start > own.end and text[own.end : other.start].strip() in ("and", ",", ", and", "&")
        if joined and other.last:
            own = replace(own, end=other.end, last=other.last)
    return own


def in_anothers_brackets(text: str, period: Period, later: list[Figure]) -> bool:
    """Whether a time stands in brackets behind the number of another figure there: "44 (34 in |2022/23|)"."""
    bracketed = (other for other in later if text.startswith("(", other.number.start - 1))
    return any(other.number.end <= period.start < text.find(")", other.number.end) for other in bracketed)


COMPARES = re.compile(
    r"\b(?:compared|up|down|from|than|while|when|but)\b|\bagainst\s+(?:(?:just|only|some|about|the)\s+)?(?=\d)|[;(]"
)


def _before_compared(text: str, figure: Figure, later: list[Figure], high: int) -> int:
    """Where the words end that are not of what a figure is compared with: "in 2023/24|, compared with 71"."""
    then = next((other for other in later if other.earlier), None)
    if then is None:
        return high
    at = then.number.start
    last = max([figure.number.end, *(other.number.end for other in later if other.number.start < at)])
    says = COMPARES.search(text, last, at)
    return says.start() if says else last


def next_behind(text: str, periods: list[Period], figure: Figure, later: list[Figure], high: int) -> Period | None:
    """The next period behind a figure and others like it: "88 against drugs and 12 against fraud in |2023/24|"."""
    then = _before_compared(text, figure, later, high)
    ahead = (p for p in periods if figure.start < p.start < then)
    return next((p for p in ahead if not is_of_another(text, p, figure)), None)
