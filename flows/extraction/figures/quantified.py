"""Totals of which a sentence only says what most of them were: "Most of its 412 disruptions were minor"."""

from __future__ import annotations

import re

from flows.extraction.figures.types import Figure

# "Most of BODY's |412 disruptions", "Over 90 per cent of its |412 disruptions", "9 in 10 of the |412"
SOME_OF = re.compile(
    r"(?:\b(?:most|many|some|few|much|majority|bulk|all\s+but\s+\w+|rest|remainder|share|proportion|half|thirds?|quarters?|fifths?|percent|per\s+cent|"
    r"(?:nearly|almost|virtually|practically)\s+all)|%|\bin\s+(?:every\s+)?(?:two|three|four|five|six|eight|ten|\d{1,2}))\s+of\s+"
    r"(?:(?!of\b)[\w’'&.-]+\s+){0,7}$",
    re.IGNORECASE,
)
# "412 disruptions| in 2022, mostly against drugs gangs"
MOSTLY = re.compile(
    r"[^.;:()]{0,60}?(?:,|\s[–—-])?\s(?:mostly|mainly|largely|chiefly|primarily|predominantly|principally|"
    r"(?:most|many|some|half|the\s+(?:majority|bulk|greater\s+part))\s+(?:of\s+(?:them|these|those|which))?|the\s+(?:majority|bulk))\b",
    re.IGNORECASE,
)
REACH = 90


# "Most of the |412 disruptions| were against drugs", not "Most of the |412 disruptions| of drug gangs were minor"
PREDICATE = re.compile(
    r"\b(?:were|was|are|is|had|has|have|concerned|involved|targeted|tackled|related|came|fell|went|dealt|hit)\b",
    re.IGNORECASE,
)


def is_only_in_part(text: str, figure: Figure, low: int, at: int) -> bool:
    """Whether what stands at a position behind a whole count is said of some of it only."""
    number = figure.number
    if number.percent or figure.part_of or not PREDICATE.search(text, figure.end, at):
        return False
    return SOME_OF.search(text, max(low, number.start - REACH), number.start) is not None


def of_most(text: str, figure: Figure, low: int, at: int) -> bool:
    """Whether a threat at a position behind a whole count is only that of some or most of it."""
    mostly = not figure.part_of and MOSTLY.match(text, figure.end, at) is not None
    return mostly or is_only_in_part(text, figure, low, at)
