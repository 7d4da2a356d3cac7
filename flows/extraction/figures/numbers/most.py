"""What is said of most of a count, or of any other share of it, and so is not said of the count."""

from __future__ import annotations

import re

from flows.extraction.figures.words.types import Figure

# How far before a number the words of a share may begin.
FAR = 90
# How many words there may be from a share to a number.
MOST_WORDS = 10
# Words one of which each share has.
_SHARES = """
most majority minority bulk share many some several few much part half handful third thirds quarter quarters fifth
fifths tenth tenths proportion growing large small significant increasing high good great rising all cent percent in
"""
SHARES = frozenset(_SHARES.split())
# "Most of BODY's |412 disruptions", "Over 90 per cent of its |412 disruptions", "9 in 10 of the |412"
SHARE_OF = re.compile(
    r"(?:\b(?:most|majority|minority|bulk|share|many|some|several|few|much|part|half|handful|thirds?|quarters?|fifths?|tenths?|proportion|(?:growing|large|small|significant|increasing|high|good|great|rising)\s+number|"
    r"(?:nearly|almost|virtually|practically|not)\s+all|all\s+but\s+[\w-]+|per\s?cent|percent|in\s+(?:every\s+)?(?:\d+|three|four|five|eight|ten|twenty))|%)"
    r"\s+(?:of|among)\s+(?:[\w’'&-]+\s+){0,7}$",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:were|was|are|is|had|have|concerned|involved|targeted|tackled|related|came|fell|hit|focused|aimed|went)\b"
)


# "412 disruptions| in 2022, mostly against drugs gangs"
MOSTLY = re.compile(
    r"[^.;:()]{0,60}?(?:,|\s[–—-])?\s(?:mostly|mainly|largely|chiefly|primarily|predominantly|principally|"
    r"(?:most|many|some|half|the\s+(?:majority|bulk|greater\s+part))\s+(?:of\s+(?:them|these|those|which))?|the\s+(?:majority|bulk))\b",
    re.IGNORECASE,
)


def is_shared(text: str, figure: Figure, low: int) -> bool:
    """Whether a figure is the whole that a share is taken of: "Most of BODY's 412 disruptions were minor"."""
    at = figure.number.start
    low = max(low, at - FAR)
    if not figure.number.whole or (text.find("of", low, at) < 0 and text.find("among", low, at) < 0):
        return False
    near = text[low:at].lower()
    words = near.split()[-MOST_WORDS:]
    if ("of" not in words and "among" not in words) or (SHARES.isdisjoint(words) and "%" not in near):
        return False
    return SHARE_OF.search(text, low, at) is not None


def of_most(text: str, figure: Figure, low: int, at: int) -> bool:
    """Whether what stands at a position is said of a share: "Most of its 412 disruptions were against |drugs"."""
    if not figure.part_of and MOSTLY.match(text, figure.end, at):
        return True
    # "Most of its 412 disruptions of drug gangs were minor": of drug gangs were all of them.
    return VERB.search(text, figure.end, at) is not None and is_shared(text, figure, low)
