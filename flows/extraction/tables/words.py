"""What the words of a head, a cell, or a line above a table say of the values below or beside it.

One table of words tells what is said; what bodies, threats and times they name is for the analysis to say.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, partial

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.grades import GRADE_LABEL
from flows.extraction.analysis.numbers import numbers_in
from flows.extraction.analysis.remembered import once
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.dates import YEAR
from flows.extraction.analysis.times.periods import periods_in
from flows.reading.blocks import Cell


class Said(Enum):
    """What a head says. It may say several things: "Previous grade, 2019", "Drug disruptions, 2023"."""

    YEARS = auto()  # a year, alone or before the name of an inspection
    THEN = auto()
    NEWEST = auto()  # "now", "latest", where another says "then" or a year
    EARLIER = auto()  # said to be of an earlier inspection, whatever stands beside it
    PUBLISHED = auto()  # the day on which the report of the row came out
    REFERENCE = auto()  # the number of the row
    TICK = auto()
    NO_GRADES = auto()  # marks of others than inspectors, drafts, or yet to come
    GRADES = auto()
    NO_AREA = auto()
    PLANNED = auto()  # only meant to be reached
    OTHERS = auto()  # arrests, seizures: something else is counted
    TOTAL = auto()  # all that other rows count, or what none of them does
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


_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_ROUND = rf"(?:in|{PROGRAMME}|{WATCHDOG}|inspection|report|round|assessment|year|spring|summer|autumn|winter)"
_PLACE = r"\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?"
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
    r"\A\W*(?:total|all|(?:all\s+)?others?\W*$|year\s+to\s+date|(?:year|ytd)\W*$|"
    r"(?:whole|full|entire|year|annual|grand|overall)\s+(?:year|total))"
)
OTHERS = (
    r"\b(?:arrest|seizure|seized|charge|conviction|offence|call|warrant|search|complaint|death|discharge|incident|"
    r"shooting|stabbing|victim|case|report|phone|closed)(?:e?s)?\b"
)
# What each is said with: all of a cell, what it opens with, or anywhere in it.
WORDS: dict[Said, str] = {
    Said.REFERENCE: rf"\A\W*(?:[A-Za-z]{{1,3}}[ .-]?)?{_PLACE}\W*\Z",
    Said.TICK: r"\A(?:[✓✔√xX•●*]|yes)\Z",
    Said.YEARS: rf"\A\W*(?:{_ROUND}\W+){{0,3}}{_YEAR}(?:\W+{_ROUND}){{0,2}}\W*\Z",
    Said.THEN: r"\A\W*(?:then|before|old|was|last|from|past|first|initial|baseline)\b",
    Said.NEWEST: r"\b(?:this|current|latest|newest|new|now|revisit)\b|\A\W*(?:currently|to|after|today|is)\b",
    Said.EARLIER: (
        r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|prior|original|years?\s+(?:ago|before)|old(?:er)?\s+reports?|"
        r"last\s+(?:time|inspect\w+|assess\w+|report|year|rated|grade\w*|rating)|carried\s+(?:over|forward))\b"
        r"(?!.*\bin\s+brackets)"
    ),
    Said.PUBLISHED: r"\b(?:reports?|reported|published|publication)\b",
    Said.NO_GRADES: (
        r"\b(?:progress(?!\s+since)|controls?|opinions?|assurance|confidence|self[\s-]*assess\w*|capacity|capability|risk|"
        r"targets?|forecast|expected|predicted|projected|aims?|ambitions?|drafts?|provisional|indicative|proposed|"
        r"(?:own|pcc|opcc|force|our|public|residents?['’]?|commissioner['’]?s?)\s+(?:views?|rag))\b"
    ),
    Said.GRADES: r"\b(?:grad(?:e|es|ed|ing)|rat(?:ing|ed)|judge?(?:ment|d))\b",
    Said.NO_AREA: (
        rf"\A{GRADE_LABEL}|\d|"
        rf"\b(?:overall|total|round|force|service|unit|inspections?|assessments?|{PROGRAMME}|{WATCHDOG})\b"
    ),
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
    Said.COUNTED: rf"\A[\W_]*(?:[\w’'-]+\s+){{0,3}}{NOUN}",
    Said.DIVIDES: WHOLE,
    Said.TOTAL: WHOLE,
    Said.DONE: rf"\A\W*(?:number\s+|total\s+|of\s+which\s+)?(?:{DONE})\W*$",
    Said.PART: rf"\A\W*(?:[–—-]\s*(?=[A-Za-z])|of\s+which\b|including\b|{DIVISION}\W*$)",
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


def says(analysis: Analysis, head: Cell | Block, *wanted: Said) -> bool:
    """Whether a head, a cell, or a line above a table says any of what is wanted."""
    return any(_says(analysis, head.start, head.end, said) for said in wanted)


@once
def _says(analysis: Analysis, start: int, end: int, said: Said) -> bool:
    if said in WORDS and _pattern(said).search(analysis.text[start:end]):
        return True
    others = partial(_says, analysis, start, end)
    match said:
        case Said.COUNTS:
            return rate_at(analysis.text, start, end) is not None
        case Said.TIME:
            periods = periods_in(analysis.view.folded, start, end, analysis.written)
            return bool(periods or YEAR_ALONE.fullmatch(analysis.text, start, end))
        case Said.NAMES:
            named = analysis.mentions_in(start, end) or analysis.places_in(start, end)
            return bool(named) and not others(Said.OTHERS)
        case Said.BODY:
            return others(Said.NAMES) and _is_body(analysis, start, end)
        case Said.DIVIDES:
            divided = analysis.threats_in(start, end) or re.search(DIVISION, analysis.text[start:end], re.IGNORECASE)
            return bool(divided) and not any(map(others, (Said.OTHERS, Said.NAMES, Said.GROUPS)))
    return False


@cache
def _pattern(said: Said) -> re.Pattern[str]:
    """What finds something that is said: most documents have no table that it is asked of."""
    return re.compile(WORDS[said], re.IGNORECASE)


def _is_body(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a head is the name of a body, but for the part that it had."""
    part = LED.search(analysis.text, start, end)
    words = analysis.text[start : part.start() if part else end]
    low, high = start + len(words) - len(words.lstrip(" *_")), start + len(words.rstrip(" *_"))
    named = [*analysis.mentions_in(low, high), *analysis.places_in(low, high)]
    return any((mention.start, mention.end) == (low, high) for mention in named)


def names_year(analysis: Analysis, time: Cell) -> bool:
    """Whether a time names a year."""
    return YEAR.search(analysis.view.folded, time.start, time.end) is not None


def is_value(analysis: Analysis, cell: Cell) -> bool:
    """Whether a cell is a number and no time: "655", "24%", "1.2 per 1,000"."""
    if not any(sign.isdigit() for sign in analysis.text[cell.start : min(cell.end, cell.start + 12)]):
        return False
    if says(analysis, cell, Said.YEARS):
        return False
    numbers = numbers_in(analysis, cell.start, cell.end)
    return bool(numbers) and cell.end - cell.start - (numbers[0].end - numbers[0].start) <= 4
