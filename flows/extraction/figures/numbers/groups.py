"""Figures about some of the groups that were counted before: "28 have been dismantled", "three dealt in drugs"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.nouns import ANY_DISRUPTED, DISRUPTED, NO_OTHERS
from flows.extraction.figures.words.types import Figure

ENDS = re.compile(
    rf"\s*(?:$|[.,;:)]|and\b|others\b|(?:itself|themselves)\b|more(?:\s*[.,;]|\s+(?=(?:that|which)\s+(?:were|was|it|they)\b))|led\s+by\b|of\s+(?:(?:its|their|our)\s+own\b|(?:these|those)\b{NO_OTHERS}|them\b)|"
    r"in\b|that\s+were\s+led\b|"
    r"the\s+year\s+before\b)",
    re.IGNORECASE,
)
A_FURTHER = re.compile(rf"\b{ANY_DISRUPTED}\s+(?:a\s+further\s+|another\s+)?$", re.IGNORECASE)
BREAKDOWN = re.compile(
    r"\b(?:(?:(?<![a-z]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bmost\s)|(?<=\bhalf\s))of\s+(?:those|these|them|which|the\s+\d[\d,]*)|among\s+(?:them|those)|a\s+further|another)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
OF_A_NUMBER = re.compile(r"of\s+the\s+(\d[\d,]*)", re.IGNORECASE)
OF_A_COUNT = re.compile(r"of\s+the\s+\d", re.IGNORECASE)
AN_EXAMPLE = re.compile(
    r"\s+(?:(?:based|run|active|operating|working|led)\s+)?(?:(?:from|in|at|near|out\s+of)\s+(?-i:[A-Z]|the\b)|(?:which|that|who|whose|where|known|called)\b)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty))\s+$", re.IGNORECASE
)
PASSED_ON = re.compile(
    r"\s+(?:\w+\s+){0,3}(?:people|arrests?|officers|years|are\s+(?:being|still|under)|remain|weapons|"
    r"firearms|men|women|suspects|(?:arrested|charged|convicted|jailed|sentenced|detained|questioned)\b|were\s+(?:arrested|charged|jailed)|"
    r"active|still|(?:re-?)?mapped|re-?formed|identified|monitored|investigat\w+)\b",
    re.IGNORECASE,
)
ELLIPTICAL = re.compile(
    rf"\s+(?:(?:others?|more|of\s+(?:them|these|those))\s+)?(?:(?:have|had|has)\s+(?:since\s+|now\s+|"
    rf"already\s+)?been|were|was)\s+(?:(?:\w+ly|also|either|now|since)\s+){{0,2}}{ANY_DISRUPTED}\b"
    rf"|\s+(?:others?|more)\s+{DISRUPTED}\b",
    re.IGNORECASE,
)
# "17 networks were disrupted and nine| dismantled"
BARE = re.compile(rf"\s+(?:\w+ly\s+)?{ANY_DISRUPTED}\b", re.IGNORECASE)
OPENS = re.compile(r"\W*(?:[A-Za-z]+\s+){0,3}")
# What may stand before a number that goes on with a series.
HEDGES = (
    r"(?:(?:just|only|another|a\s+further|at\s+least|no\s+fewer\s+than|more\s+than|over|nearly|almost|some|about|"
    r"around)"
    r"\s+){0,2}"
)
GOES_ON = re.compile(
    rf"(?:[,;]|\band)\s*(?:(?:and|while|but)\s+)?{HEDGES}$",
    re.IGNORECASE,
)
LONGEST_JOINT = 48
# What such words end with.
JOINT_ENDS = (
    ",", ";", "and", "while", "but", "just", "only", "nother", "further", "least", "than", "over", "nearly", "almost",
    "some", "about", "around",
)  # fmt: skip
# What the groups do: "Three |specialised in stealing lorries|, two |were laundering money| and one was a drugs gang".
TRADE = re.compile(
    r"\s+(?:of\s+(?:them|these|those)\s+)?(?P<label>(?:(?:(?:were|was|are)\s+)?(?:\w+ly\s+)?(?:involved|"
    r"engaged)\s+in|(?:were|was)\s+(?:\w+ly\s+)?(?:concerned\s+with|linked\s+to)|"
    r"(?:were|was|are)\s+(?:\w+ly\s+)?(?:into|in|behind|[a-z]+ing)|"
    r"(?:\w+ly\s+)?(?:dealt|traded|trafficked|specialised)\s+(?:\w+ly\s+)?in|lived\s+off|(?:made|earned)\s+their\s+(?:money|living)\s+(?:from|by|out\s+of)|smuggled|laundered|sold|"
    r"exploited|supplied|imported|trafficked|defrauded|ran|stole)"
    r"\s+[^,;.()–—]{2,60}?|(?:were|was)\s+(?:an?\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:rings?|gangs?|networks?))"
    r"(?=\s*(?:[,;.()–—]|\band\s+"
    rf"{HEDGES}(?:\d|an?\s|another\b|one\b|two\b|three\b|four\b|"
    r"five\b|six\b|seven\b|eight\b|nine\b|ten\b|[a-z]+teen\b|[a-z]+ty\b)|\bwhile\s|$))",
    re.IGNORECASE,
)
# "with drug supply the main business of |17", "Fraud was the trade of |nine"
BUSINESS_OF = re.compile(
    r"(?P<label>(?<![\w’'-])(?!with\b)[A-Za-z][\w’'-]*(?:\s+[\w’'-]+){0,4}?)\s+(?:(?:was|were|is|being)\s+)?the\s+(?:\w+\s+)?"
    r"(?:business|trade|concern|activity|speciality|specialism|focus|mainstay)\s+(?:of|for)\s+(?:(?:just|only|about|some)\s+)*$",
    re.IGNORECASE,
)
LONGEST_BUSINESS = 100
BUSINESS_ENDS = (".", ",", ";", " of them", " of these", " of those", " and ", " gangs", " groups", " networks")
OPENS_A_PART = re.compile(r"\b(?:of|among)\s+(?:the|these|those|them)\b[^.;]{0,20}$", re.IGNORECASE)


def joins(text: str, last: Figure, number: Number, low: int = 0) -> bool:
    """Whether what stands right before a number, and behind a figure before it, goes on with a series."""
    start = max(low, last.number.end, number.start - LONGEST_JOINT)
    ends = text[max(start, number.start - 8) : number.start].rstrip().lower().endswith(JOINT_ENDS)
    return ends and GOES_ON.search(text, start, number.start) is not None


def of_another_number(words: str, last: Figure) -> bool:
    """Whether words say that something is of another number than the last figure: "half| of the 130 known"."""
    named = OF_A_NUMBER.search(words)
    return named is not None and named[1].replace(",", "") != f"{last.number.value:.0f}"


def counts_done(last: Figure) -> bool:
    """Whether a figure counts what was disrupted: groups, or lines, each of which is a disruption."""
    return last.measure.startswith("groups") or (last.measure == "disruptions" and last.rule.startswith("groups-"))


def further_groups(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "dismantled 14 gangs and frustrated a further 33", "28 have been dismantled", "Of those, there were 60 …"."""
    if not counts_done(last):
        return None
    like = last.like or last.label or (last.start, last.end)
    match = ELLIPTICAL.match(text, number.end, high)
    goes_on = match is None and last.number.start >= low
    if goes_on and (joins(text, last, number) or text[number.start - 7 : number.start] == ", with "):
        match = BARE.match(text, number.end, high)
    if match:
        return replace(
            last,
            number=number,
            start=number.start,
            end=match.end(),
            rule="groups-elliptical",
            part_of=False,
            share=None,
            like=like,
        )
    after = text[number.end : high]
    if A_FURTHER.search(text[low : number.start]) and ENDS.match(after):
        start, end = number.start, number.end
        return replace(
            last, number=number, start=start, end=end, rule="groups-elliptical", part_of=False, share=None, like=like
        )
    breakdown = BREAKDOWN.search(text, low, number.start)
    # "150| of them local and 85 with links abroad": of them are the 150.
    own = breakdown and not OF_A_COUNT.match(text, breakdown.start())
    # "Of the 301 cases, |280": not of what was counted.
    if breakdown and of_another_number(breakdown.group(), last):
        breakdown = None
    if own and breakdown and COUNTED.search(text, max(low, breakdown.start() - 20), breakdown.start()):
        breakdown = None
    # "Among them |one from PLACE which had brought in guns": an example.
    example = AN_EXAMPLE.match(after) and number.value == 1 and not text[number.start].isdigit()
    if breakdown and not example and not PASSED_ON.match(after) and number.value:
        return Figure(number, last.measure, "groups-part", number.start, number.end, part_of=True)
    return None


def business_of(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "26 groups, with drug supply the main business of 17": the threat stands before its part."""
    if not counts_done(last) or not number.whole or not text.startswith(BUSINESS_ENDS, number.end):
        return None
    found = BUSINESS_OF.search(text, max(low, number.start - LONGEST_BUSINESS), number.start)
    if found is None:
        return None
    label = found.span("label")
    return Figure(number, last.measure, "groups-part", label[0], number.end, part_of=True, label=label)


def trade(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "Three specialised in stealing lorries, two were laundering money": what some of the groups do."""
    if not counts_done(last) or not number.whole or last.earlier:
        return None
    match = TRADE.match(text, number.end, high)
    if match is None:
        return None
    before = text[max(low, last.number.end) : number.start]
    if not (OPENS.fullmatch(text, low, number.start) or joins(text, last, number, low) or OPENS_A_PART.search(before)):
        return None
    label = match.span("label")
    return Figure(number, last.measure, "groups-part", number.start, match.end(), part_of=True, label=label)
