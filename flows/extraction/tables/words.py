"""What the words of a header, label, cell or line above a table say about the values.

`WORDS` finds most of what can be said; names of bodies, threats and periods come from the analysis.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum, auto
from functools import partial
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis, beginning_in
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.grades import GRADE_LABEL
from flows.extraction.analysis.numbers import numbers_in
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.analysis.reference.units import units_meant
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.periods import periods_in
from flows.reading.blocks import Cell


class Said(Enum):
    """Things that a header or label can say, several at once: "Previous grade, 2019", "Drug disruptions, 2023"."""

    YEARS = auto()  # a year, alone or before the name of an inspection
    THEN = auto()  # "then", "last", "first": earlier, if another header says "now"
    NEWEST = auto()  # "now", "latest", where another header says "then" or a year
    EARLIER = auto()  # of an earlier inspection, whatever other headers say
    PUBLISHED = auto()  # the day on which a report came out
    REFERENCE = auto()  # the number of a row: "2.1", "A3"
    TICK = auto()  # nothing but a tick or "yes"
    NO_GRADES = auto()  # grades that are not inspectors' or not final: self-assessments, drafts, targets
    GRADES = auto()  # speaks of grades: "rating", "judgment"
    NO_AREA = auto()  # words that are no area's name: "Overall", "Force", "Our grade", any number
    PLANNED = auto()  # targets and forecasts
    OTHERS = auto()  # something else is counted: arrests, seizures
    NATIONAL = auto()  # numbers of the whole country or of all forces, for comparison
    SPEAKS = auto()  # speaks of disruptions anywhere
    COUNTED = auto()  # disruptions are what is counted: it opens with "disruptions", after three words at most
    DIVIDED = auto()  # "Disruptions by unit": each row counts a part of them, whatever it is called
    GROUPS = auto()  # speaks of groups
    GROUPS_DISRUPTED = auto()  # speaks of groups that were disrupted
    DONE = auto()  # nothing but what was done: "Dismantled"
    DIVIDES = auto()  # a threat, level or strand, or the whole: "Total"
    LEVEL = auto()  # nothing but a level: only disruptions have one
    WHOLE = auto()  # a whole beside its parts: "Total", "YTD", "Force"
    PART = auto()  # a part of the row above: "of which major", "– led by us"
    SHARE = auto()  # nothing but "%" or "share of all": the cells are percentages, even without a sign
    COUNTS = auto()  # what a column of a table of disruptions may be headed: "Number", "Share", "Led"
    TIME = auto()  # a period or a year
    BODY = auto()  # nothing but the name of a body
    NAMES = auto()  # names a body, perhaps among other words


_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_ROUND = rf"(?:in|{PROGRAMME}|{WATCHDOG}|inspection|report|round|assessment|year|spring|summer|autumn|winter)"
_PLACE = r"\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?"
NOUN = r"\b(?<!per )disrupti(?:on|ve)s?\b(?!\s+(?:costs?|teams?|units?|plans?|targets?|orders?|to)\b)"
LINES = r"\b(?:(?:criminal|county|drugs?|deal|dealer|phone)\s+)?lines?\b"
GROUP = r"\b(?:groups?|gangs?|networks?|syndicates?|rings?|S?OC[GN]s?)\b"
DONE = (
    r"(?:disrupt|dismantl|smash|frustrat|foil|thwart)(?:ed|ing|e?s)|(?:broken|broke)\s+up|"
    r"(?:taken|brought|shut)\s+(?:apart|out|down)"
)
DIVISION = r"\b(?:major|moderate|minor|Pursue|Prevent|Protect|Prepare)\b"
# The whole, or the rest that no other row counts.
WHOLE = (
    r"\A\W*(?:total|all|(?:all\s+)?others?\W*$|year\s+to\s+date|(?:year|ytd)\W*$|"
    r"(?:whole|full|entire|year|annual|grand|overall)\s+(?:year|total))"
)
OTHERS = (
    r"\b(?:arrest|seizure|seized|charge|conviction|offence|call|warrant|search|complaint|death|discharge|incident|"
    r"shooting|stabbing|victim|case|report|phone|closed)(?:e?s)?\b"
)
# Patterns, tried anywhere in a cell; those that must match its beginning or all of it are anchored.
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
        rf"\b(?<!\bof )(?:overall|total|round|force|service|unit|inspections?|assessments?|{PROGRAMME}|{WATCHDOG})\b"
    ),
    Said.SHARE: r"\A\W*(?:%|per\s?cent(?:age)?|share|proportion)(?:\s+of\s+[\w\s]{1,30})?\W*\Z",
    Said.PLANNED: r"\b(?:targets?|goals?|planned|forecasts?|expected|projected|ambitions?)\b",
    Said.OTHERS: OTHERS,
    Said.NATIONAL: r"\b(?:all|other)\s+(?:UK\s+)?(?:forces|units|agencies)\b|\bnation(?:al(?:ly)?|wide)\W*$",
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
        rf"\b(?:led|support\w*|share|proportion|percentage|per\s?cent)\b|%|{DIVISION}"
    ),
    Said.COUNTED: rf"\A[\W_]*(?:[\w’'-]+\s+){{0,3}}{NOUN}",
    Said.DIVIDES: WHOLE,
    Said.LEVEL: r"\A\W*(?:major|moderate|minor)\W*\Z",
    Said.WHOLE: rf"{WHOLE}|\btotal\W*\Z|\A\W*(?:force|service|unit)\W*\Z",
    Said.DONE: rf"\A\W*(?:number\s+|total\s+|of\s+which\s+)?(?:{DONE})\W*$",
    Said.PART: rf"\A\W*(?:[–—-]\s*(?=[A-Za-z])|of\s+which\b|including\b|{DIVISION}\W*$)",
}
# What may follow the name of a body in a header: "NCA| led".
LED = re.compile(r"\s+[–-]?(?:led|supported)\W*$", re.IGNORECASE)
# A header that is only a year: "2023".
YEAR_ALONE = re.compile(r"[\W_]*(?:19|20)\d\d[\W_]*")
RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\b(?:\s+(?:people|population|of\s+population|"
    r"residents|inhabitants|head))?|"
    r"\b(?<!for\s)(?<!\bin\s)(?<!over\s)(?<!within\s)(?<!during\s)(?<!once\s)(?:a|per|each|every)\s+(?P<unit>day|week|month)\b(?!\s+of\b|-)|\b(?P<adverb>daily|weekly|monthly)\b",
    re.IGNORECASE,
)
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}


def rate_at(text: str, low: int, high: int) -> str | None:
    """Return the code of the first unit of a rate in a slice, such as "per-day"; None if there is none."""
    match = RATE.search(text, low, high)
    if not match:
        return None
    if match["base"]:
        return f"per-{match['base'].replace(',', '')}-people"
    return f"per-{(match['unit'] or ADVERBS[match['adverb'].lower()]).lower()}"


def says(analysis: Analysis, head: Cell | Block, *wanted: Said) -> bool:
    """Whether a header, a cell, or a line above a table says any of the wanted things."""
    return any(_says(analysis, head.start, head.end, said) for said in wanted)


@cached
def _says(analysis: Analysis, start: int, end: int, said: Said) -> bool:
    if said in WORDS and re.search(WORDS[said], analysis.text[start:end], re.IGNORECASE):
        return True
    says_also = partial(_says, analysis, start, end)
    match said:
        case Said.COUNTS:
            return rate_at(analysis.text, start, end) is not None
        case Said.TIME:
            periods = periods_in(analysis.view.folded, start, end, analysis.written, analysis.text)
            return bool(periods or YEAR_ALONE.fullmatch(analysis.text, start, end))
        case Said.NAMES:
            return bool(_named(analysis, start, end)) and not says_also(Said.OTHERS)
        case Said.BODY:
            return says_also(Said.NAMES) and _is_body(analysis, start, end)
        case Said.DIVIDES:
            threats = beginning_in(analysis.threats, start, end)
            divided = threats or re.search(DIVISION, analysis.text[start:end], re.IGNORECASE)
            return bool(divided) and not any(map(says_also, (Said.OTHERS, Said.NAMES, Said.GROUPS)))
    return False


def _is_body(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a header is nothing but the name of a body, apart from "led" or "supported" behind it."""
    part = LED.search(analysis.text, start, end)
    words = analysis.text[start : part.start() if part else end]
    low, high = start + len(words) - len(words.lstrip(" *_")), start + len(words.rstrip(" *_"))
    return any((one.start, one.end) == (low, high) for one in _named(analysis, low, high))


def _named(analysis: Analysis, start: int, end: int) -> list[Mention | Reference]:
    """Return what names a body in a slice; in a text on regional units, the name of a region stands for its unit."""
    units = units_meant(analysis)
    low, high = (bisect_left(units, edge, key=attrgetter("start")) for edge in (start, end))
    return [*analysis.mentions_in(start, end), *beginning_in(analysis.places, start, end), *units[low:high]]


def is_value(analysis: Analysis, cell: Cell) -> bool:
    """Whether a cell is a number, with few other characters, and not a year: "655", "24%"."""
    if not any(sign.isdigit() for sign in analysis.text[cell.start : min(cell.end, cell.start + 12)]):
        return False
    if says(analysis, cell, Said.YEARS):
        return False
    numbers = numbers_in(analysis, cell.start, cell.end)
    return bool(numbers) and cell.end - cell.start - (numbers[0].end - numbers[0].start) <= 4
