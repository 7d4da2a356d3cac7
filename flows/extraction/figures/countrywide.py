"""Figures of the whole country, which are no single force's even where only one is named beside them."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.nouns import DISRUPTED, holds
from flows.extraction.figures.types import Figure

# Bodies whose work is of one part of the country.
LOCAL_KINDS = frozenset({"territorial-force", "regional-unit"})
_COUNTRY = r"(?:country|nation|land|UK|United\s+Kingdom|England(?:\s+and\s+Wales)?|(?:Great\s+)?Britain)"
_WIDE = (
    rf"(?:nationally|nationwide|countrywide|country-wide|UK-wide|(?:across|throughout|around|up\s+and\s+down)\s+"
    rf"(?:(?:the\s+)?whole\s+(?:of\s+)?)?(?:the\s+)?{_COUNTRY}|in\s+England\s+and\s+Wales|in\s+the\s+(?:UK|country)\s+as\s+a\s+whole)"
)
WIDE = re.compile(rf"\b{_WIDE}\b", re.IGNORECASE)
# "702 disruptions |of gangs in England and Wales", not "702 disruptions, the most in England and Wales".
WIDE_BEHIND = re.compile(
    rf"(?:\s+(?:of|against)\s+(?:(?!\b(?:is|are|was|were)\b)[^,.;:]){{2,40}}?)?\s+{_WIDE}\b", re.IGNORECASE
)
# "Police forces |disrupted 702 gangs", "All forces together |made 702 disruptions"
FORCES_ACT = re.compile(
    r"(?:^|[.:;“\"]\s*|\b(?:and|that|but|while)\s+)(?:(?:in|last|over|during)\s[^,.;:]{2,30},\s+)?"
    r"(?:(?:all|UK|the\s+country['’]s|the\s+nation['’]s)\s+)*(?:police\s+)?forces(?:\s+(?:as\s+a\s+whole|together|everywhere|between\s+them|combined|"
    r"across\s+[^,.;:]{2,30}?))?\s+(?:have\s+|had\s+|\w+ly\s+)?"
    rf"(?:made|recorded|reported|delivered|carried\s+out|logged|achieved|led|{DISRUPTED})\s+(?:[a-z]+\s+){{0,4}}$",
    re.IGNORECASE,
)
# "|A multi-agency partnership disrupted 12 gangs, BODY says": several that work together, and are named nowhere. "The
# partnership" was named before.
OTHERS_OPEN = re.compile(
    r"(?:An?\s+(?:[\w’-]+\s+){0,3}?(?:partnership|task\s?force|coalition|alliance|consortium)|"
    r"(?:(?:Several|Some|Many|Most|Various|All|Other|Local|Regional)\s+)?(?:[\w-]+\s+)?(?:agencies|partners|authorities))\b",
    re.IGNORECASE,
)
# Words, in lower case, without one of which nobody is named so, and how far into a sentence they stand.
OTHERS, OPENING = ("agencies", "partner", "task", "coalition", "alliance", "consortium", "authorities"), 60
# Words, in lower case, without one of which nothing is said to be of the whole country.
WORDS = ("nation", "countr", "england", "uk", "united kingdom", "britain", "the land", "forces")
# "the best |in England and Wales": only what a figure is measured against.
MEASURED = re.compile(
    r"\b(?:most|least|fewest|best|worst|\w+est|first|second|third|average|rate|than|other|any|only)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
# Why such a figure, or a row of a table that is of all forces, is refused.
OF_THE_COUNTRY, OF_ALL_FORCES = "of the whole country", "a row of all forces together"
OF_OTHERS = "of several that work together and are not named"
CLAUSE = re.compile(r"[.;:“\"]")
FAR = 120
# A row of the whole country, which stands beside a body's own for comparison.
OF_MANY = re.compile(
    r"\b(?:all|other)\s+(?:UK\s+)?(?:forces|units|agencies)\b|\bnation(?:al(?:ly)?|wide)\b", re.IGNORECASE
)


def is_countrywide(analysis: Analysis, sentence: Sentence, figure: Figure, body: Body) -> bool:
    """Whether a figure is said to be of the whole country, and its body is of one part of it."""
    if body.kind not in LOCAL_KINDS:
        return False
    text, at = analysis.text, figure.number.start
    low = max(sentence.start, at - FAR)
    folded = analysis.view.folded[low : min(sentence.end, figure.end + FAR)]
    if not holds(folded, WORDS):
        return False
    if WIDE_BEHIND.match(text, figure.end, sentence.end) or FORCES_ACT.search(text[low:at]):
        return True
    for wide in WIDE.finditer(text, low, at):
        apart = CLAUSE.search(text, wide.end(), at) or MEASURED.search(text, low, wide.start())
        named = [*analysis.mentions_in(wide.end(), at), *analysis.places_in(wide.end(), at)]
        if not apart and not named:
            return True
    return False


def is_of_others(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sentence is about partners or agencies that no body is named for before the figure."""
    low, at = sentence.start, figure.number.start
    if not holds(analysis.view.folded[low : min(at, low + OPENING)], OTHERS):
        return False
    opens = OTHERS_OPEN.match(analysis.text, low, at)
    return opens is not None and not analysis.mentions_in(low, at) and not analysis.places_in(low, opens.end())


def is_row_of_many(analysis: Analysis, first: tuple[int, int]) -> bool:
    """Whether a row is of the whole country, and not of a body whose name says so."""
    told = OF_MANY.search(analysis.text, *first)
    return told is not None and not any(m.start <= told.start() < m.end for m in analysis.mentions_in(*first))
