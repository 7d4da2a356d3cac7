"""Figures whose noun is left out altogether: the sentences before name it."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figure_nouns import GROUP_NOUN, NOUN
from flows.extraction.figure_parts import ELLIPTICAL, ENDS, LED_OR_SUPPORTED
from flows.extraction.figures import Figure


def elliptical_figures(text: str, numbers: list[Number], before: str, low: int, high: int) -> list[Figure]:
    """ "28 have been dismantled", "the unit led 260 and supported 105", where `before` names groups or disruptions."""
    counts = [n for n in numbers if n.whole and n.value]
    figures = []
    if re.search(GROUP_NOUN, before, re.IGNORECASE):
        found = [(n, ELLIPTICAL.match(text, n.end, high)) for n in counts]
        figures = [
            Figure(n, "groups-disrupted", "groups-elliptical", n.start, match.end()) for n, match in found if match
        ]
    if not figures and re.search(NOUN, before, re.IGNORECASE):
        led = [n for n in counts if LED_OR_SUPPORTED.search(text[low : n.start]) and ENDS.match(text[n.end : high])]
        figures = [Figure(n, "disruptions", "disruption-elliptical", n.start, n.end) for n in led]
    return figures
