"""The units of rates: how many in a day, in a week, or for so many people."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.nouns import ADJECTIVE, NOUN
from flows.extraction.figures.words.types import Figure

RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\b(?:\s+(?:people|population|of\s+population|"
    r"residents|inhabitants|head))?|"
    r"\b(?<!for\s)(?<!\bin\s)(?<!over\s)(?<!within\s)(?<!during\s)(?<!once\s)(?:a|per|each|every)\s+(?P<unit>day|week|month)\b(?!\s+of\b|-)|\b(?P<adverb>daily|weekly|monthly)\b",
    re.IGNORECASE,
)
# "the rate of disruptions at BODY is |", "BODY's disruption rate, |"
RATE_OF = re.compile(
    rf"\b(?:rate\s+of\s+{ADJECTIVE}{{0,3}}?{NOUN}|disruption\s+rate|{NOUN}(?=[^.;\d]{{0,60}}\s(?:running|ran|run)\s+at\b))\b[^.;\d]{{0,60}}?"
    r"(?:\b(?:is|was|of|at|to|were)|[,:–—(])\s*(?:just\s+|only\s+|about\s+|around\s+|some\s+|over\s+|under\s+|more\s+than\s+)*$",
    re.IGNORECASE,
)
# "the proportion of BODY's disruptions that were major was |6%"
SHARE_OF = re.compile(
    rf"\b(?P<label>(?:proportion|percentage|share)\s+of\s+(?:[\w’'&-]+\s+){{0,6}}?{NOUN}[^.,;:\d]{{0,60}}?"
    r"\b(?:major|moderate|minor|Pursue|Prevent|Protect|Prepare|(?:against|involving|concerning|targeting|relat\w+\s+to)\s[^.,;:\d]{2,40}?))\s+"
    r"(?:was|is|stood\s+at|stands\s+at|came\s+to|reached)\s+(?:(?:just|only|about|around|some|over|under|nearly)\s+)*$",
    re.IGNORECASE,
)
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}
# "per 100,000 people the figure was |7.6", "it works out at around |17 a week"
WORKS_OUT = re.compile(
    r"\b(?:works?\s+out\s+at|figure\s+(?:\w+\s+){0,3}(?:was|is)|rate\s+(?:\w+\s+){0,3}(?:was|is|of)|equates?\s+to|"
    r"equivalent\s+(?:to|of)|amounts?\s+to)\s+(?:about\s+|around\s+|some\s+|roughly\s+|just\s+|over\s+|under\s+)*$",
    re.IGNORECASE,
)
# What stands before the number of such a rate: "or roughly", "an average of", "that works out at around".
AVERAGED = re.compile(
    r"(?:^|[,(–—=]|\brate\s+(?:\w+\s+){0,2}(?:was|is|of)|\bor|\bthat(?:\s+is|['’]s)|\bof|\bequivalent\s+to|"
    r"\bout\s+(?:as|at)|\bto|\bat)\s*"
    r"(?:(?:about|around|nearly|almost|roughly|some|more|less|fewer|than|over|just|under|"
    r"an?|average|of|well|up|to|little|bit)\s+)*$",
    re.IGNORECASE,
)


def rate_at(text: str, low: int, high: int) -> tuple[str, re.Match[str]] | None:
    """The code of the first rate unit in a slice, and its match."""
    match = RATE.search(text, low, high)
    if not match:
        return None
    if match["base"]:
        return f"per-{match['base'].replace(',', '')}-people", match
    unit = match["unit"] or ADVERBS[match["adverb"].lower()]
    return f"per-{unit.lower()}", match


def at_a_rate(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "The rate of disruptions at BODY is 2.1 per 1,000 people": what is counted stands before."""
    found = rate_at(text, number.end, min(high, number.end + 24))
    if number.percent or not found or text[number.end : found[1].start()].strip():
        return None
    noun = RATE_OF.search(text, low, number.start)
    if not noun:
        return None
    unit, match = found
    return Figure(number, "disruption-rate", "disruption-rate", noun.start(), match.end(), rate_unit=unit)


def at_a_share(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "The proportion of BODY's disruptions that were major was 6%": what is counted stands before."""
    found = SHARE_OF.search(text, low, number.start) if number.percent else None
    if found is None:
        return None
    label = found.span("label")
    return Figure(number, "share-of-disruptions", "disruption-label", label[0], number.end, label=label)


def average(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "or roughly five a day", "an average of almost fourteen a day"."""
    found = rate_at(text, number.end, min(high, number.end + 24)) if last.measure == "disruptions" else None
    if not found or text[number.end : found[1].start()].strip():
        return None
    if not AVERAGED.search(text[max(low, last.number.end if last.number.end > low else low) : number.start]):
        return None
    return replace(
        last,
        number=number,
        measure="disruption-rate",
        rate_unit=found[0],
        rule="disruption-rate",
        start=number.start,
        end=found[1].end(),
        share=None,
        part_of=True,
        label=None,
        row=None,
    )


def rate(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "Per 100,000 people the figure was 7.6": a rate whose unit stands before it."""
    found = rate_at(text, low, number.start) if last.measure == "disruptions" else None
    if not found or not WORKS_OUT.search(text, low, number.start):
        return None
    unit, match = found
    return replace(
        last,
        number=number,
        measure="disruption-rate",
        rate_unit=unit,
        rule="disruption-rate",
        start=match.start(),
        end=number.end,
        share=None,
        part_of=True,
        label=None,
    )
