"""Times that a sentence names beside a figure, but of what it is measured by, or of more or less than was counted.

"743 disruptions, exceeding its |2021-22| total", "the most since |2018/19|", "halfway through |2023/24|".
"""

from __future__ import annotations

import re

from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.words.period_words import HAS_A_NUMBER, in_brackets
from flows.extraction.figures.words.types import Figure

REACH = 70
# "exceeding its |2021-22 total", "lower than the |2021/22 figure"
COMPARES = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|beat(?:s|ing)?|surpass(?:ed|es|ing)|topp(?:ed|ing)|pass(?:ed|ing)|match(?:ed|ing)|"
    r"above|below|over|under|than|on|from|against|with|double|twice|triple|half|ahead\s+of|short\s+of|near(?:ing|ly)?|equal(?:s|ling)?)\s+"
    r"(?:(?:its|the|their|our|a|that|of|own|old|previous|record)\s+){0,3}$",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"(?:['’]s)?\s+(?:(?:own|disruption|record)\s+)?(?:totals?|figures?|records?|levels?|baseline|peak|averages?|results?|tally|numbers?|"
    r"highs?|lows?|count|performance)\b"
)
# ", the most |since 2018/19"
MOST = re.compile(
    r"\b(?:most|fewest|best|worst|highest|lowest|record|busiest|largest|biggest|strongest)\b[^.;,\d]{0,25}(?:\bsince\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# ", double the number |in 2020/21", ", the same as |in 2021/22"
TIMES_AS_MANY = re.compile(
    r",\s+(?:(?:almost|nearly|about|exactly|more\s+than|over)\s+)?(?:double|twice|half|(?:the\s+)?same|three\s+times|triple|treble)\b[^.;,\d]{0,50}$"
)
# ", against 38 at this point |last year", "up from 96 at the end |of September"
AGAINST = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|(?:up|down)\s+from)\s+(?:just\s+|only\s+)?\d[\d,]*\s+(?:[a-z]+\s+){1,6}$"
)
# "After a record |2021/22"
AFTER_A_YEAR = re.compile(
    r"\b(?:after|following|despite)\s+(?:a|an|its)\s+(?:\w+ly\s+)?(?:record|difficult|busy|poor|strong|quiet|good|bad|slow|hard|weak)\s+$",
    re.IGNORECASE,
)
# "Halfway through |2023/24", "With two months of |2023/24| left", "the first three quarters of |2023/24"
PART_OF_YEAR = re.compile(
    r"\b(?:(?:half|mid|part)[\s-]?way\s+(?:through|into)|quarter\s+(?:one|two|three|four)(?:\s+of)?|(?:two|three|four)\s+quarters\s+of)\s+$",
    re.IGNORECASE,
)
WITH_SOME_LEFT = re.compile(r"\bwith\s+[\w\s-]{2,20}\bof\s+$", re.IGNORECASE)
LEFT = re.compile(r"\s+(?:left|to\s+go|remaining|still)\b")
# "In its |last year| the Squad disrupted 210 groups"
ITS_OWN = re.compile(r"\b(?:its|their|his|her)\s+$")
FINANCIAL = re.compile(r"\s+financial\s+year\b")
YEAR_LAST = re.compile(r"(?<![/–\d-])(?:19|20)\d\d$")
# "|40 and 50 disruptions in 2021 and 2022": which is which is told by "respectively" at most.
JOINS = re.compile(r"(?:,|,?\s+and)\s+(?:in\s+)?(?:the\s+)?")
AND_YEAR = re.compile(
    r"(?:,\s+(?:19|20)\d\d(?:[/–-]\d\d)?)*,?\s+and\s+(?:in\s+)?(?:19|20)\d\d(?:[/–-]\d\d)?\b(?!\s+(?:[a-z]+\s+)?(?:disruptions|groups|gangs|lines)\b)"
)
AND_MONTH = re.compile(
    r"(?:,\s+[A-Z][a-z]{2,8})*,?\s+and\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
NUMBERS_BEFORE = re.compile(r"\d,?\s+(?:and\s+)?$")


def measured_by(text: str, low: int, figure: Figure, periods: list[Period]) -> set[int]:
    """Where the times stand that are not when a figure was counted. `low`: where its sentence begins."""
    return {period.start for period in periods if _is_measured_by(text, low, period, figure, periods)}


def _is_measured_by(text: str, low: int, period: Period, figure: Figure, periods: list[Period]) -> bool:
    """Whether a time is not when a figure was counted, though its sentence may name no other."""
    before = text[max(low, period.start - REACH) : period.start]
    said = text[period.start : period.end]
    if period.start >= figure.end:
        gap = text[max(figure.end, period.start - REACH) : period.start]
        since = said[:6].lower() == "since "
        if MEASURE.match(text, period.end) and COMPARES.search(gap):
            return True
        if (since or gap.endswith(("since ", "since the "))) and MOST.search(gap):
            return True
        # "31 disruptions; |last quarter| it was 28"
        if gap.rstrip().endswith(";") and HAS_A_NUMBER.match(text, period.end):
            return True
        if TIMES_AS_MANY.search(gap) or AGAINST.search(gap):
            return True
    elif AFTER_A_YEAR.search(before) or _closes_before(text, period, figure):
        return True
    if said.lower() == "last year" and ITS_OWN.search(before):
        return True
    if YEAR_LAST.search(said) and FINANCIAL.match(text, period.end):
        return True
    if said[:1].isdigit() and (
        PART_OF_YEAR.search(before) or (WITH_SOME_LEFT.search(before) and LEFT.match(text, period.end))
    ):
        return True
    return _is_of_several(text, period, figure, periods)


def _closes_before(text: str, period: Period, figure: Figure) -> bool:
    """Whether a time labels a number in brackets that end before a figure."""
    return in_brackets(text, period) and text.find(")", period.end, figure.number.start) > 0


def _is_of_several(text: str, period: Period, figure: Figure, periods: list[Period]) -> bool:
    """Whether a time is one of several that stand side by side."""
    if not text[period.end - 1].isdigit():
        at = figure.number.start
        listed = text.startswith((",", " and"), period.end) and NUMBERS_BEFORE.search(text, max(0, at - 8), at)
        return bool(listed and AND_MONTH.match(text, period.end))
    if text.startswith("(", period.start - 1):
        return False
    if AND_YEAR.match(text, period.end):
        return True
    periods = [p for p in periods if not text.startswith("(", p.start - 1)]
    return any(p.end < period.start <= p.end + 9 and JOINS.fullmatch(text, p.end, period.start) for p in periods)
