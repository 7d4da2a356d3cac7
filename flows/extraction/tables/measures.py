"""What a head of a table says of the numbers below or beside it: that they count disruptions, and which of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.period_patterns import YEAR
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.tables.figure import Slice
from flows.extraction.tables.words import (
    ADJECTIVE,
    ANY_DISRUPTED,
    BESIDE,
    GROUP_NOUN,
    LEVEL_OR_STRAND,
    NOUN,
    PLANNED,
    WHOLE,
    acts,
    divides,
    rate_at,
    year_alone,
)


class Said(Enum):
    """What a head says. It may say several things: "Drug disruptions, 2023"."""

    PLANNED = auto()  # only meant to be reached
    CHANGE = auto()  # the difference to another time
    OTHERS = auto()  # arrests, seizures: something else is counted
    GROUPS = auto()  # groups, and not whether they were disrupted
    SPEAKS = auto()  # speaks of disruptions somewhere
    COUNTED = auto()  # disruptions are counted
    DIVIDED = auto()  # "Disruptions by unit": each row counts a part of them, whatever it is called
    GROUPS_DISRUPTED = auto()  # groups that were disrupted are counted
    DONE = auto()  # no more than what was done: "Dismantled"
    DIVIDES = auto()  # a threat, level, strand, or all of them
    PART = auto()  # "of which major", "– led by us": of the row above
    PLAIN = auto()  # "Number", "Actual"
    LEVEL = auto()
    LEAD = auto()
    SHARE = auto()
    RATE = auto()
    TIME = auto()
    BODY = auto()
    NAMES = auto()  # names a body among other words


_SHARE = r"\W*(?:%|per\s?cent(?:age)?|share|proportion)(?:\s+of\s+[\w\s]{1,30})?\W*"
SEARCHED: tuple[tuple[Said, str], ...] = (
    (Said.PLANNED, PLANNED.pattern),
    (Said.CHANGE, r"\b(?:changes?|difference|variance|trend|movement|increase|decrease|direction)\b"),
    (Said.SPEAKS, NOUN),
    (Said.DIVIDED, rf"{NOUN}(?:\s+\w+){{0,3}}\s+by\s+(?!the\b|our\b|us\b|all\b)(?-i:[a-z])\w+"),
    (Said.LEAD, r"\b(?:led|supported)\b"),
    (Said.SHARE, r"\b(?:share|proportion|percentage|per\s?cent)\b|%"),
    (Said.LEVEL, LEVEL_OR_STRAND.pattern),
)
OPENING: tuple[tuple[Said, str], ...] = (
    (
        Said.OTHERS,
        r"\W*(?:(?:number|total)\s+of\s+)?(?:arrests|seizures|charges|convictions|offences|calls|warrants|searches|"
        r"complaints)\b",
    ),
    (Said.COUNTED, rf"[\W_]*(?:[\w’'-]+\s+){{0,3}}{NOUN}"),
    (Said.DIVIDES, WHOLE.pattern),
    (
        Said.GROUPS_DISRUPTED,
        rf"\W*(?:(?:total\s+)?(?:numbers?|total)\s+of\s+)?(?:{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s*\(?(?:were\s+)?{ANY_DISRUPTED}|"
        rf"{ANY_DISRUPTED}\s+{ADJECTIVE}{{0,5}}?{GROUP_NOUN})\)?(?:\s*\([^()|]{{1,40}}\))?\W*$",
    ),
    (
        Said.PART,
        r"\W*(?:[–—-]\s*(?=[A-Za-z])|of\s+which\b|including\b|[*_]*(?:major|moderate|minor|"
        r"(?-i:Pursue|Prevent|Protect|Prepare))[\s*_]*$)",
    ),
    (Said.GROUPS, rf"\W*(?:(?:number|total)\s+of\s+)?(?!\w*\s*lines?\b){ADJECTIVE}{{0,3}}?{GROUP_NOUN}\W*$"),
    (Said.DONE, rf"\W*(?:number\s+|total\s+|of\s+which\s+)?{ANY_DISRUPTED}\W*$"),
    (
        Said.PLAIN,
        r"\W*(?:actuals?|(?:actual\s+)?(?:number|no|count|results?|outturn|figures?|performance)|achieved|recorded|"
        r"delivered|years?|quarters?|months?|periods?|dates?)\W*$",
    ),
)
# "NCA| led": the part that a body had.
LED = re.compile(r"\s+[–-]?(?:led|supported)\W*$", re.IGNORECASE)
SHARE_ALONE = re.compile(_SHARE, re.IGNORECASE)
# What may stand beside "per 1,000 people" in a head that says nothing else.
IS_RATE = re.compile(r"(?:[\W_]|\b(?:rate|the|of|population|residents|people|number)\b)*", re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[Said, Callable[[str], re.Match[str] | None]], ...]:
    """What finds each thing that is said: most documents have no table that it is asked of."""
    return (
        *((said, re.compile(pattern, re.IGNORECASE).search) for said, pattern in SEARCHED),
        *((said, re.compile(pattern, re.IGNORECASE).match) for said, pattern in OPENING),
    )


def said_by(analysis: Analysis, head: Slice) -> frozenset[Said]:
    """What a head, a caption or the line above a table says."""
    known = analysis.remembered.head_words
    if head not in known:
        words = analysis.text[slice(*head)]
        found = {said for said, find in _patterns() if find(words)}
        if divides(analysis, head):
            found.add(Said.DIVIDES)
        if time_in(analysis, head):
            found.add(Said.TIME)
        rate = rate_at(analysis.text, *head)
        if rate and IS_RATE.fullmatch(
            analysis.text[head[0] : rate[1].start()] + analysis.text[rate[1].end() : head[1]]
        ):
            found.add(Said.RATE)
        found |= _bodies(analysis, head)
        known[head] = frozenset(found)
    return known[head]


def _bodies(analysis: Analysis, head: Slice) -> set[Said]:
    """Whether a head is the name of a body that may have disrupted crime, or names one and says what is its."""
    text = analysis.text
    low = head[0] + len(text[slice(*head)]) - len(text[slice(*head)].lstrip(" *_"))
    part = LED.search(text, *head)
    high = head[0] + len(text[head[0] : part.start() if part else head[1]].rstrip(" *_"))
    named = [*analysis.mentions_in(low, high), *analysis.places_in(low, high)]
    whole = any((m.start, m.end) == (low, high) and acts(m.body) for m in named)
    # "Reports to |BODY" counts something else; "East Midlands (EMSOU)" is a name and its short form.
    owned = any(BESIDE.fullmatch(text, head[0], mention.start) for mention in named)
    before = ((m, text[head[0] : m.start]) for m in named)
    owned = owned or any(words.endswith(" (") and m.body.name.startswith(words[:-2].strip()) for m, words in before)
    return {*([Said.BODY] if whole else []), *([Said.NAMES] if owned or whole else [])}


def time_in(analysis: Analysis, cell: Slice | None) -> Slice | None:
    """A cell, if it names a time."""
    if cell is None:
        return None
    named = year_alone(analysis.text, *cell) or periods_in(analysis.view.folded, *cell, analysis.written)
    return cell if named else None


def names_year(analysis: Analysis, cell: Slice) -> bool:
    """Whether a time names a year."""
    return YEAR.search(analysis.view.folded, *cell) is not None
