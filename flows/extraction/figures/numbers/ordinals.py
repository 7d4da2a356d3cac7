"""Counts said by an ordinal, "its 500th disruption of the year", or behind a superlative, "the most, with 412"."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.heads import FURTHEST, NOT_A_TIME
from flows.extraction.figures.words.nouns import ACTIVE, ADJECTIVE, DISRUPTED, GROUP_NOUN, NOUN, holds
from flows.extraction.figures.words.types import Figure

# What ordinals end with, with what is right behind them.
ENDINGS = ("0th ", "1st ", "2nd ", "3rd ", "4th ", "5th ", "6th ", "7th ", "8th ", "9th ")
# How far an ordinal counts: those below are of days, places and centuries.
LEAST = 25
ORDINAL = re.compile(
    rf"(?:\b(?:its|the|our|her|his)|['’]s)\s+(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?:st|nd|rd|th)"
    rf"(?P<what>\s+(?!century\b){ADJECTIVE}{{0,4}}?(?:(?P<noun>{NOUN})|(?P<group>{GROUP_NOUN}))(?<!s)\b)",
    re.IGNORECASE,
)
WAS_DISRUPTED = re.compile(rf"\s+(?:(?:was|has\s+been|had\s+been)\s+)?(?:\w+ly\s+)?{DISRUPTED}\b", re.IGNORECASE)
# "BODY made the most disruptions of crime in the region, with |412"
MOST = re.compile(
    rf"\b(?:most|fewest|(?:highest|lowest|largest|smallest|biggest|greatest)\s+(?:number|total|count|tally)\s+of)\s+{ADJECTIVE}{{0,3}}?{NOUN}"
    r"(?:\s+(?:of|in|for|by|during|that|per)\s[^,.;:\d–—]{2,50}){0,2}\s*(?:,|[–—])\s+(?:with|at|on)\s+(?:(?:just|only|over|nearly|about|some)\s+)*$",
    re.IGNORECASE,
)
MOST_WORDS = ("most ", "fewest ", "number of ", "total of ", "count of ", "tally of ")
TO_MOST = ("with ", "at ", "on ", "just ", "only ", "over ", "nearly ", "about ", "some ")
# How far before an ordinal its article begins, and the verb that says it was done.
NEAR, FAR = 6, 60


def with_ordinals(text: str, numbers: list[Number], low: int, high: int) -> list[Number]:
    """The numbers of a slice, with those that ordinals of what was disrupted say."""
    if not holds(text[low:high], ENDINGS):
        return numbers
    found = [m for m in ORDINAL.finditer(text, low, high) if float(m["digits"].replace(",", "")) >= LEAST]
    said = [
        Number(*m.span("digits"), float(m["digits"].replace(",", "")), percent=False, qualifier="exact") for m in found
    ]
    return sorted([*numbers, *said], key=lambda number: number.start) if said else numbers


def ordinal(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Its |500th| disruption", "dismantled its |100th| crime gang"."""
    if not text.startswith(("st", "nd", "rd", "th"), number.end):
        return None
    said = ORDINAL.search(text, max(low, number.start - NEAR), high)
    if said is None or said.start("digits") != number.start:
        return None
    if said["noun"]:
        return Figure(number, "disruptions", "disruption-count", number.start, said.end())
    before = ACTIVE.search(text, max(low, said.start() - FAR), said.start("digits"))
    if not (before or WAS_DISRUPTED.match(text, said.end(), high)):
        return None
    lines = "line" in said["group"].lower()
    return Figure(number, "disruptions" if lines else "groups-disrupted", "groups-active", number.start, said.end())


def superlative(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "BODY made the most disruptions of any force, with |412": how many follows."""
    before = text[low : number.start].lower()
    if not number.whole or not before.endswith(TO_MOST) or not holds(before, MOST_WORDS):
        return None
    most = MOST.search(text, max(low, number.start - FURTHEST), number.start)
    if most is None or NOT_A_TIME.match(text, number.end, high):
        return None
    return Figure(number, "disruptions", "disruption-label", number.start, number.end, label=most.span())
