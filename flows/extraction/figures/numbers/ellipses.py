"""Figures whose noun is left out altogether: the sentences before name it."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.groups import ELLIPTICAL, ENDS
from flows.extraction.figures.numbers.heads import measure_of
from flows.extraction.figures.numbers.shares import behind_share, set_off
from flows.extraction.figures.words.nouns import DISRUPTED, GROUP_NOUN, NOUN
from flows.extraction.figures.words.part_words import LED_OR_SUPPORTED
from flows.extraction.figures.words.types import Figure

# "the force recorded| 894 (2023/24: 812)"
RECORDED = re.compile(
    r"\b(?:(?:was|were)\s+responsible\s+for|carried\s+out|recorded|reported|gives|delivered|achieved|logged|registered|"
    r"claimed|managed|\b(?:it|we|they|(?-i:[A-Z])[\w’'-]+),?\s+(?:(?:had|has|have)\s+)?made|"
    r"(?:Police|Constabulary|force|unit|agency|it|we)\s+(?:alone\s+)?accounted\s+for)\s+(?:just\s+|only\s+|about\s+|around\s+|some\s+|"
    r"nearly\s+|over\s+|more\s+than\s+)*$",
    re.IGNORECASE,
)
# "98 gangs are at work, but a quarter |of them were disrupted"
OF_THEM = re.compile(r"\s+of\s+(?:them|these|those)\s+(?:were|have\s+been)\b")
GROUPS_NAMED = re.compile(rf"{GROUP_NOUN}(?!\s+(?:members|leaders|bosses)\b)", re.IGNORECASE)
HAS_DISRUPTED = re.compile(
    rf"\b(?:(?:has|have|had)\s+(?:\w+ly\s+)?{DISRUPTED}|(?:disrupt|dismantl|frustrat)ing|"
    rf"(?:(?-i:[A-Z])[\w’'-]+|it|they|we|(?:the|its|their|our)\s+(?:force|unit|agency|service|team|squad|officers))\s+"
    r"(?:disrupted|dismantled|smashed|frustrated|broke\s+up|took\s+(?:apart|down|out)|brought\s+down)|\band\s+(?:disrupted|dismantled)(?=\s+(?:a\s+further|another)\b))\s+"
    r"(?:(?:just|only|over|some|a\s+further|another)\s+)*$",
    re.IGNORECASE,
)
OF_A_WHOLE = re.compile(r"\W*Of\s+(?:the|its|our)\s+")
LOGGED = re.compile(
    r"\s+(?:that\s+were\s+)?(?:logged|recorded|made|delivered|achieved|claimed|reported|counted|registered)\s+"
    r"(?:in|during|over|for|between|since|last|this)\b"
)
ALONE = re.compile(
    r"\s*(?:(?:all\s+told|in\s+all|altogether|of\s+(?:them|these|those))\b\s*)?(?:$|[.,;(]|in\b|during\b|over\b|last\b|by\s+(?:then|the\s+(?:time|end))\b|for\s+the\s+(?:year|quarter|month|period)\b|and\s+(?:(?:the\s+)?[A-Z]|[a-z]+(?:ing|ed)\b))"
)


def _acted(text: str, number: Number, low: int, high: int) -> re.Match[str] | None:
    """What stands behind the number in "of the 67 groups on its books it had disrupted 22 in 2018"."""
    verb = HAS_DISRUPTED.search(text, max(low, number.start - 60), number.start)
    return ALONE.match(text, number.end, high) if verb else None


def recorded_figures(text: str, numbers: list[Number], low: int, high: int) -> list[Figure]:
    """ "In 2024/25 the force recorded 894 (2023/24: 812)", where the sentences before count disruptions."""
    kept = [n for n in numbers if n.whole and ALONE.match(text, n.end, high) and RECORDED.search(text, low, n.start)]
    # "Of the |1,480 logged in 2024/25, Pursue accounted for 1,102": the whole of what is then divided.
    if numbers and numbers[0].whole and OF_A_WHOLE.fullmatch(text, low, numbers[0].start):
        kept += [numbers[0]] if LOGGED.match(text, numbers[0].end, high) else []
    return [Figure(n, "disruptions", "disruption-elliptical", n.start, n.end) for n in kept]


def elliptical_figures(text: str, numbers: list[Number], before: str, low: int, high: int) -> list[Figure]:
    """ "28 have been dismantled", "the unit led 260 and supported 105", where `before` names groups or disruptions."""
    counts = [n for n in numbers if (n.whole and n.value) or (n.percent and OF_THEM.match(text, n.end, high))]
    figures = []
    shares = {id(n): share for n in counts if (share := set_off(text, n, numbers))}
    # "just over half (|36|) were disrupted"
    closed = {id(n): n.end + (text.startswith("(", n.start - 1) and text.startswith(")", n.end)) for n in counts}
    ends = {id(n): max(closed[id(n)], behind_share(text, shares[id(n)]) if id(n) in shares else 0) for n in counts}
    found = [
        (n, match) for n in counts if (match := ELLIPTICAL.match(text, ends[id(n)], high) or _acted(text, n, low, high))
    ]
    # "Of the 62 gangs known here, |18 were disrupted": the sentence itself may name them.
    named = list(GROUPS_NAMED.finditer(text, low - len(before), found[0][0].start)) if found else []
    if named:
        # What was counted there tells whether groups or lines are meant here.
        like = named[-1].span()
        measure = measure_of(named[-1].group())
        shared = measure == "groups-disrupted" and like[0] >= low
        found = [(n, match) for n, match in found if shared or not n.percent]
        figures = [
            Figure(
                n,
                "share-of-groups" if n.percent else measure,
                "groups-elliptical",
                n.start,
                match.end(),
                share=shares[id(n)].value if id(n) in shares else None,
                like=like,
            )
            for n, match in found
        ]
    if not figures and re.search(NOUN, before, re.IGNORECASE):
        led = [
            n
            for n in counts
            if n.whole and LED_OR_SUPPORTED.search(text[low : n.start]) and ENDS.match(text[n.end : high])
        ]
        figures = recorded_figures(text, counts, low, high) or [
            Figure(n, "disruptions", "disruption-elliptical", n.start, n.end) for n in led
        ]
    return figures
