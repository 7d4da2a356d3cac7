"""What a head of a table says of the numbers below or beside it: that they count disruptions, and which of them."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.dates import YEAR
from flows.extraction.analysis.times.periods import periods_in

Slice = tuple[int, int]


class Said(Enum):
    """What a head says. It may say several things: "Drug disruptions, 2023"."""

    PLANNED = auto()  # only meant to be reached
    OTHERS = auto()  # arrests, seizures: something else is counted
    OF_MANY = auto()  # of the whole country, for comparison
    SPEAKS = auto()  # speaks of disruptions somewhere
    COUNTED = auto()  # disruptions are counted
    DIVIDED = auto()  # "Disruptions by unit": each row counts a part of them, whatever it is called
    GROUPS = auto()  # speaks of groups
    GROUPS_DISRUPTED = auto()  # of groups that were disrupted
    DONE = auto()  # no more than what was done: "Dismantled"
    DIVIDES = auto()  # a threat, level, strand, or all of them
    PART = auto()  # "of which major", "– led by us": of the row above
    SHARE = auto()  # nothing but "%" or "share of all", whatever the cells say
    COUNTS = auto()  # "Number", "Share", "Led": what a column of a table of disruptions may be
    TIME = auto()
    BODY = auto()
    NAMES = auto()  # names a body among other words


NOUN = r"\bdisrupti(?:on|ve)s?\b(?!\s+(?:costs?|teams?|units?|plans?|targets?|orders?|to)\b)"
LINES = r"\b(?:(?:criminal|county|drugs?|deal|dealer|phone)\s+)?lines?\b"
GROUP = r"\b(?:groups?|gangs?|networks?|syndicates?|rings?|S?OC[GN]s?)\b"
DONE = (
    r"(?:disrupt|dismantl|smash|frustrat|foil|thwart)(?:ed|ing|e?s)|(?:broken|broke)\s+up|"
    r"(?:taken|brought|shut)\s+(?:apart|out|down)"
)
DIVISION = r"\b(?:major|moderate|minor|Pursue|Prevent|Protect|Prepare)\b"
# What is all of them, or what no other row counts.
WHOLE = (
    r"\W*(?:total|all|(?:all\s+)?others?\W*$|year\s+to\s+date|(?:year|ytd)\W*$|"
    r"(?:whole|full|entire|year|annual|grand|overall)\s+(?:year|total))"
)
OTHERS = (
    r"\b(?:arrest|seizure|seized|charge|conviction|offence|call|warrant|search|complaint|death|discharge|incident|"
    r"shooting|stabbing|victim|case|report|phone|closed)(?:e?s)?\b"
)
SEARCHED = {
    Said.SHARE: r"\A\W*(?:%|per\s?cent(?:age)?|share|proportion)(?:\s+of\s+[\w\s]{1,30})?\W*\Z",
    Said.PLANNED: r"\b(?:targets?|goals?|planned|forecasts?|expected|projected|ambitions?)\b",
    Said.OTHERS: OTHERS,
    Said.OF_MANY: r"\b(?:all|other)\s+(?:UK\s+)?(?:forces|units|agencies)\b|\bnation(?:al(?:ly)?|wide)\W*$",
    Said.SPEAKS: NOUN,
    Said.DIVIDED: rf"{NOUN}(?:\s+\w+){{0,3}}\s+by\s+(?!the\b|our\b|us\b|all\b)(?-i:[a-z])\w+",
    Said.GROUPS: GROUP,
    Said.GROUPS_DISRUPTED: (
        rf"(?:{GROUP}|{LINES})\s+\(?(?:that\s+)?(?:were\s+)?(?:{DONE})\b(?!\s+with\b)|"
        rf"\b(?:{DONE})\s+(?:[\w-]+\s+){{0,3}}?(?:{GROUP}|{LINES})"
    ),
    Said.COUNTS: (
        r"\A\W*(?:(?:actual\s+)?(?:number|no|count|results?|outturn|figures?|performance)|actuals?|achieved|recorded|"
        r"delivered|years?|quarters?|months?|periods?|dates?)\W*\Z|"
        rf"\b(?:led|supported|share|proportion|percentage|per\s?cent)\b|%|{DIVISION}"
    ),
}
OPENING = {
    Said.COUNTED: rf"[\W_]*(?:[\w’'-]+\s+){{0,3}}{NOUN}",
    Said.DIVIDES: WHOLE,
    Said.DONE: rf"\W*(?:number\s+|total\s+|of\s+which\s+)?(?:{DONE})\W*$",
    Said.PART: rf"\W*(?:[–—-]\s*(?=[A-Za-z])|of\s+which\b|including\b|{DIVISION}\W*$)",
}
# "NCA| led": the part that a body had.
LED = re.compile(r"\s+[–-]?(?:led|supported)\W*$", re.IGNORECASE)
# "2023" over a column.
YEAR_ALONE = re.compile(r"[\W_]*(?:19|20)\d\d[\W_]*")
RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\b(?:\s+(?:people|population|of\s+population|"
    r"residents|inhabitants|head))?|"
    r"\b(?<!for\s)(?<!\bin\s)(?<!over\s)(?<!within\s)(?<!during\s)(?<!once\s)(?:a|per|each|every)\s+(?P<unit>day|week|month)\b(?!\s+of\b|-)|\b(?P<adverb>daily|weekly|monthly)\b",
    re.IGNORECASE,
)
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}


def rate_at(text: str, low: int, high: int) -> str | None:
    """The code of the first unit of rates in a slice."""
    match = RATE.search(text, low, high)
    if not match:
        return None
    if match["base"]:
        return f"per-{match['base'].replace(',', '')}-people"
    return f"per-{(match['unit'] or ADVERBS[match['adverb'].lower()]).lower()}"


@cache
def _patterns() -> dict[Said, re.Pattern[str]]:
    """What finds each thing that is said: most documents have no table that it is asked of."""
    opening = {said: rf"\A{pattern}" for said, pattern in OPENING.items()}
    return {said: re.compile(pattern, re.IGNORECASE) for said, pattern in (SEARCHED | opening).items()}


def said_by(analysis: Analysis, head: Slice) -> frozenset[Said]:
    """What a head, a caption or the line above a table says."""
    known = analysis.remembered.head_words
    if head not in known:
        words = analysis.text[slice(*head)]
        found = {said for said, pattern in _patterns().items() if pattern.search(words)}
        if Said.OTHERS not in found:
            found |= _bodies(analysis, head)
        if rate_at(analysis.text, *head):
            found.add(Said.COUNTS)
        if time_in(analysis, head):
            found.add(Said.TIME)
        divided = analysis.threats_in(*head) or re.search(DIVISION, words, re.IGNORECASE)
        if divided and not found & {Said.OTHERS, Said.NAMES, Said.GROUPS}:
            found.add(Said.DIVIDES)
        known[head] = frozenset(found)
    return known[head]


def _bodies(analysis: Analysis, head: Slice) -> set[Said]:
    """Whether a head is the name of a body, but for the part that it had, or names one among other words."""
    text = analysis.text
    part = LED.search(text, *head)
    words = text[head[0] : part.start() if part else head[1]]
    low, high = head[0] + len(words) - len(words.lstrip(" *_")), head[0] + len(words.rstrip(" *_"))
    named = [*analysis.mentions_in(low, high), *analysis.places_in(low, high)]
    whole = any((mention.start, mention.end) == (low, high) for mention in named)
    return {*([Said.BODY] if whole else []), *([Said.NAMES] if named else [])}


def time_in(analysis: Analysis, head: Slice) -> bool:
    """Whether a head names a time."""
    alone = YEAR_ALONE.fullmatch(analysis.text, *head)
    return bool(alone or periods_in(analysis.view.folded, *head, analysis.written))


def names_year(analysis: Analysis, head: Slice) -> bool:
    """Whether a time names a year."""
    return YEAR.search(analysis.view.folded, *head) is not None
