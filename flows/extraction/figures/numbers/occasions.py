"""Numbers of occasions and cases, each of which is a disruption, and of other things that were counted as such."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.nouns import ACTIVE, ADJECTIVE, ANY_DISRUPTED, DISRUPTED
from flows.extraction.figures.words.types import Figure

CASES = re.compile(r"\s+(?:cases|instances)\s+of\s+", re.IGNORECASE)
# "In |27 cases in 2022 |the network was dismantled"
IN = re.compile(r"\bin\s+(?:(?:just|only|about|some|another|a|further|all|of|these|those)\s+){0,3}$", re.IGNORECASE)
THE_GROUP = re.compile(
    r"\s+cases\b(?:\s+(?:in|during|over|last|this)\b[^.;:,()]{2,30})?,?\s+(?:the|a)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:group|gang|network|enterprise|syndicate|ring)\s+(?:itself\s+)?(?:was|had\s+been|has\s+been)\s+(?:\w+ly\s+)?"
    rf"{ANY_DISRUPTED}\b",
    re.IGNORECASE,
)
OCCASIONS = re.compile(r"\s+(?:separate\s+|different\s+)?occasions\b", re.IGNORECASE)
# "counted 92| of those closures as moderate disruptions"
CLASSED_AS = re.compile(
    rf"\s+of\s+(?:those|these|the|its|our|their)\s+[a-z]+(?:\s+[a-z]+)?\s+as\s+{ADJECTIVE}{{0,3}}?disruptions\b",
    re.IGNORECASE,
)
CLASSES = re.compile(
    r"\b(?:counted|counts|class(?:ed|es)|recorded|records|graded|grades|logged|scored|treated|submitted)\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
TIMES = re.compile(r"\s+times\b(?!\s+(?:more|as|a\b))", re.IGNORECASE)
# "smugglers were| thwarted by border officials |3,600 times"
PASSIVE_VERB = re.compile(r"\b(?:were|was|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# "disrupted| organised criminals |1,460 times"
ONE_OBJECT = re.compile(r"\s+(?:[A-Za-z][\w’'&-]*\s+){1,6}")
DISRUPTS = re.compile(rf"\b(?:{DISRUPTED}|disruptive\s+action)\b", re.IGNORECASE)


def occasions(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "disrupted child sexual abusers on 1,064 occasions": the verb stands before, and each occasion is one."""
    occasions = OCCASIONS.match(text, number.end, high)
    times = None if occasions else TIMES.match(text, number.end, high)
    verbs = list(DISRUPTS.finditer(text, max(low, number.start - 100), number.start)) if occasions or times else []
    verb = verbs[-1] if verbs else None
    passive = verb and PASSIVE_VERB.search(text, low, verb.start())
    if times and verb and (passive or not text[verb.end() : number.start].strip()):
        return Figure(number, "disruptions", "disruption-occasions", low, times.end(), label=(low, verb.start()))
    if (
        times
        and verb
        and verb.group().lower() not in ("disrupt", "disrupts")
        and ONE_OBJECT.fullmatch(text, verb.end(), number.start)
    ):
        occasions = times
    if not occasions or not verb or number.percent or re.search(r"\d", text[verb.end() : number.start]):
        return None
    label = (verb.end(), number.start)
    return Figure(number, "disruptions", "disruption-occasions", verb.start(), occasions.end(), label=label)


def cases(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Disrupted 341 cases of suspected organised crime": each case is one; "In 27 cases the gang was broken up"."""
    if text.startswith(" cases", number.end) and IN.search(text, max(low, number.start - 24), number.start):
        group = THE_GROUP.match(text, number.end, high)
        return Figure(number, "groups-disrupted", "groups-passive", number.start, group.end()) if group else None
    cases = CASES.match(text, number.end, high)
    verb = ACTIVE.search(text, max(low, number.start - 120), number.start) if cases else None
    if not cases or not verb or number.percent:
        return None
    return Figure(number, "disruptions", "disruption-occasions", verb.start(), cases.end())


def classed(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "counted 92 of those closures as moderate disruptions": things of another kind that were held to be such."""
    classed = CLASSED_AS.match(text, number.end, high)
    if not classed or not number.whole or not CLASSES.search(text, max(low, number.start - 30), number.start):
        return None
    return Figure(number, "disruptions", "disruption-count", number.start, classed.end())
