"""What was reached, beside what was only meant to be: "had a target of 400 disruptions but achieved 412"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.ellipses import ALONE
from flows.extraction.figures.words.types import Figure

_VERBS = (
    r"(?:achiev|record|deliver|mak|manag|reach|complet|secur|logg?|report|claim)ing|"
    r"(?:achiev|record|deliver|manag|reach|complet|secur|logg|report|claim)ed|made|hit|"
    r"(?:carr(?:ied|ying)\s+out)|(?:end|finish)(?:ed|ing)\s+(?:(?:the|that)\s+\w+\s+)?(?:with|on)"
)
_HEDGES = r"(?:(?:just|only|about|around|some|nearly|over|more\s+than|a\s+total\s+of|an?\s+\w+)\s+){0,2}"
# "a target of 400 |but achieved |412", "its target of 120, |recording |97"
REACHED = re.compile(
    rf"(?:[,;–—]|\b(?:and|but|yet|though|although|while|whereas))\s[^.;\d]{{0,60}}?\b(?:{_VERBS})\s+{_HEDGES}$",
    re.IGNORECASE,
)
# "a target of 300, with |320| recorded"
WITH, DONE = (
    re.compile(rf"\bwith\s+{_HEDGES}$", re.IGNORECASE),
    re.compile(r"\s+(?:recorded|achieved|made|delivered|completed|carried\s+out)\b", re.IGNORECASE),
)
NOT_REACHED = re.compile(
    r"\b(?:not|never|failed|unable|if|will|would|could|should|may|might|targets?|aims?|goal|hopes?|expect\w*|"
    r"plans?)\b|n['’]t\b",
    re.IGNORECASE,
)


def reached(text: str, figures: list[Figure], numbers: Iterable[Number], high: int) -> list[Figure]:
    """The figures that a sentence says were reached, behind the first, which was only meant to be.

    `figures`: all of the sentence; `numbers`: those behind the first.
    """
    meant = figures[0]
    for number in numbers:
        if not number.whole or number.percent or NOT_REACHED.search(text, meant.number.end, number.start):
            continue
        verb = REACHED.search(text, meant.number.end, number.start)
        done = WITH.search(text, meant.number.end, number.start) and DONE.match(text, number.end, high)
        own = next((figure for figure in figures if figure.number.start == number.start), None)
        if not done and not (verb and (own or ALONE.match(text, number.end, high))):
            continue
        behind = [figure for figure in figures if figure.number.start > number.start]
        return [own or _like(meant, number), *behind]
    return []


def _like(meant: Figure, number: Number) -> Figure:
    """The figure of a number that counts what the one that was meant would have."""
    rule = "groups-elliptical" if meant.measure.endswith("-disrupted") else "disruption-elliptical"
    like = meant.label or (meant.start, meant.end)
    return replace(meant, number=number, rule=rule, start=number.start, end=number.end, like=like, part_of=False)
