"""Figures that another is compared with, and what a figure comes to in a day or for so many people.

Each rule reads one number of a sentence with a figure that stands before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.numbers.groups import ENDS
from flows.extraction.figures.words.nouns import GROUP_NOUN, holds
from flows.extraction.figures.words.part_words import INCLUDES
from flows.extraction.figures.words.period_words import BROUGHT
from flows.extraction.figures.words.types import Figure

_BELOW = r"\b(?:below|above|short\s+of)\s+(?:the|its)\s+(?:figure\s+of\s+|total\s+of\s+)?$"
BELOW = re.compile(_BELOW, re.IGNORECASE)
# Reads text in lower case.
EARLIER = re.compile(
    r"\b(?:(?<!made\s)(?<!make\s)(?<!broke\s)(?<!took\s)up|down|compared|compares|comparison|"
    r"rise|fall|increase|decrease|rising|falling|rose|fell|(?:more|fewer|lower|higher)\s+than\s+the)\b"
    r"[^.;]{0,30}?(?:from|with|to|on|the)?\s*(?:just\s+|only\s+|the\s+)?$|(?:,\s+|\bas\s+)against\s+(?:just\s+|only\s+)?$|"
    r"\bas\s+(?:often|many|high)\s+as\s+(?:the\s+)?$|\b(?:double|twice|treble|triple|half)\s+(?:the\s+|last\s+year['’]s\s+)?$|\bwhen\s+(?:there\s+were|"
    r"it\s+was)\s+$|"
    r"\bfrom\s+(?:(?:just|only|the|an?|its|their|last|previous|(?:year|month|quarter)['’]s|figure|total|level|high|low|peak|record|of|"
    r"about|around|some|nearly|over|under|more|than|almost|well|what|was|were|had|been|at|that)\s+)*$|"
    r"\b(?:jump|leap|surge|climb|drop|decline|gain|advance|improvement|growth)\b[^.;\d]{0,40}\s(?:on|from|over)\s+(?:the\s+)?$|"
    rf"{_BELOW}",
)
# Pieces of words without one of which nothing is compared.
EARLIER_WORDS = (
    "up", "down", "compar", "rise", "fall", "creas", "rising", "rose", "fell", "from", "than", "against", " as ",
    "double", "twice", "treble", "triple", "half", "when ", "below", "above", "short", "jump", "leap", "surge", "climb",
    "drop", "decline", "gain", "advance", "improve", "growth",
)  # fmt: skip
# What may stand behind a number that is a whole figure by itself: a time, not a thing counted.
NO_THING = re.compile(
    r"\s+(?!(?:(?:it|they|we)\s+(?:had\s+)?(?:managed|recorded|made|led|achieved|logged|reported|claimed|delivered)\b|"
    r"\w+\s+(?:months|years)\s+(?:earlier|before|ago)|twelve\s+months|six\s+months|"
    r"the|in|a|during|last|previous|over|for|disruptions|recorded|seen|made|achieved|logged|registered|delivered|managed|claimed|year|of|on)\b)[a-z]+",
    re.IGNORECASE,
)
GROUPS = re.compile(rf"\s+{GROUP_NOUN}", re.IGNORECASE)
# "an increase of |61 on the previous year": how many more.
INCREASE_OF = re.compile(
    r"\b(?:increase|rise|fall|decrease|drop|reduction|growth)\s+of\s+(?:just\s+|some\s+|over\s+|about\s+)?$",
    re.IGNORECASE,
)
# "120 disruptions, down |12 on last year": how many fewer.
MORE_BY = re.compile(
    r"\b(?:(?<!as\s)up|down|rise|fall|increase|decrease|rising|falling|rose|fell|grew|dropped|climbed|grown|risen|fallen)\s+"
    r"(?:by\s+)?(?:(?:just|only|a\s+further|another|about|around|some|nearly|over)\s+)*$",
    re.IGNORECASE,
)
# "went up by 7 per cent to |331": where it moved to, not from.
# Reads text in lower case.
MOVED_TO = re.compile(
    r"\b(?:up|down|rose|risen|rising|fell|fallen|falling|went|grew|grown|climbed|dropped|increased|decreased)\b[^.;]{0,30}?"
    r"\sto\s+(?:just\s+|only\s+|over\s+|about\s+|nearly\s+)*$",
)
# "there were 94| groups known, down from |103": what is compared is another number, of something else.
THING = re.compile(rf"\b\d[\d,]*\s+(?:\w+\s+){{0,2}}?{GROUP_NOUN}", re.IGNORECASE)
# "41 were against fraud, and arrests fell, from |203", "Arrests fell from 203 to |190"
OF_SOMETHING_ELSE = re.compile(
    r"(?:^\W*(?:\d{1,2}\.\W*)?|[;:]\s+|\b(?:and|but|while)\s+)"
    r"(?!(?:it|that|this|they|which|those|these|(?:[\w’'-]+\s+){0,3}?(?:ones|disruptions)|the\s+(?:number|figure|total|tally))\b)"
    r"[\w’'-]+(?:\s+[\w’'-]+){0,4}?\s+(?:rose|fell|grew|dropped|increased|decreased|climbed|(?:was|were|went)(?:\s+(?:up|down))?|up|down)(?:\s+\w+ly)?,?\s+from\s+"
    r"(?:\d[\d,]*\s+to\s+)?$",
    re.IGNORECASE,
)
# "from 27 in 2022 and |19 in 2021"
CHAINED = re.compile(
    r"[^.;:]{0,60}?(?:,|\band\b|\bthen\b)\s*(?:and\s+)?(?:(?:then|later|finally|followed\s+by)\s+)?(?:(?:just|only|at\s+least|about|around|over|nearly|some)\s+){0,2}",
    re.IGNORECASE,
)
# "44| (or 51%)|, and |the year before that"
NEXT_TIME = re.compile(
    rf"(?:\s+(?:disruptions|{GROUP_NOUN})(?:\s+(?:of|against)\s+[a-z]+(?:\s+[a-z]+){{0,2}}?)?)?\s*(?:[,;]|\b(?:and|but|while|whereas)\b)\s*(?:(?:and|but|while|whereas)\s+)?"
    r"(?:(?:in|during|for|over)\s+)?",
    re.IGNORECASE,
)
# "58| disruptions in the quarter to June (|quarter to March: 49)"
TIME_IN_BRACKETS = re.compile(r"[^.;:()]{0,80}\((?:(?:in|for|during)\s+)?(?:the\s+)?", re.IGNORECASE)
LABELS = (": ", " – ", " — ", " - ", ", ", " = ")
AT_A_TIME = re.compile(
    r"\s+(?:last|this)\s+(?:year|quarter|month)\b|\s+(?:an?|the|(?:twelve|12|six|three)(?=\s+months))\s+(?:year|quarter|months?)\s+(?:after|later|on|before|earlier|previously)\b|\s+(?:in|during|for|the)\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:(?:19|20)\d\d|year\b|months\b|(?:\w+-)?month\b)|"
    r"\s+in\s+(?:Q[1-4]\b|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)\b",
    re.IGNORECASE,
)
# "286 in 2022/23 against |231 in 2021/22", "there were 48, whereas 2022-23 had seen |51"
AGAINST = re.compile(
    r"\bagainst\s+(?:(?:just|only|some|about|around|nearly|over|an?\s+(?:total|figure)\s+of|the)\s+){0,2}$|"
    r"(?:(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?|\b(?:year|quarter|months)(?:\s+(?:before|earlier))?)\s+(?:had\s+)?(?:saw|seen|brought|"
    r"produced|yielded)\s+(?:(?:just|only|about|around|some|over|nearly)\s+)*$",
    re.IGNORECASE,
)
SAW = ("saw ", "seen ", "brought ", "produced ", "yielded ")
# "A year earlier the proportion was |36 per cent"
SHARE_THEN = re.compile(
    r"\b(?:(?:the\s+|a\s+)(?:year|quarter)\s+(?:before|earlier)|(?:previous|preceding)\s+(?:year|quarter)|(?:19|20)\d\d(?:[/–-]\d\d)?)\b"
    r"[^.;\d]{0,20}?\b(?:the|that)\s+(?:proportion|share|percentage|figure)\s+(?:was|had\s+been|stood\s+at)\s+"
    r"(?:(?:just|only|about|around|some|over|nearly)\s+)*$",
    re.IGNORECASE,
)
# "three years later that had climbed to |46", "In 2022 that number dropped to |98"
THAT_MOVED = re.compile(
    r"\b(?:(?:that|this|it)(?:\s+(?:number|figure|total|tally|share|proportion|percentage))?|"
    r"the\s+(?:number|figure|total|tally|share|proportion|percentage))\s+(?:had\s+|has\s+)?(?:\w+ly\s+)?"
    r"(?:climbed|risen|rose|grown|grew|fallen|fell|dropped|increased|decreased|shrunk|gone\s+(?:up|down)|went\s+(?:up|down)),?\s+"
    r"(?:\w+ly\s+|back\s+|again\s+)?to\s+(?:(?:just|only|about|around|over|nearly|some)\s+)*$",
    re.IGNORECASE,
)
# "(2022/23: |29)", "(Q2: 79; Q1: |66)", "(last year |402)", "(same period of 2023: |690)"
BRACKET = re.compile(
    r"[(;,]\s*(?:in\s+)?(?:(?:the\s+)?(?:full|whole|all\s+of)\s+(?:year\s+)?)?(?:(?:[A-Z][a-z]{2,8}\s+)?[\d/–-]{4,9}\s*:|(?<=,\s)20\d\d[/–-]\d\d|Q(?:uarter\s)?[1-4]\s*:|(?:the\s+)?(?:last|previous|"
    r"prior)\s+year\s*:?|(?:the\s+)?year\s+before\s*:?|"
    r"(?:the\s+)?same\s+(?:period|quarter|months|time)\s+(?:of|in|last)\s+(?:[\d/–-]{4,9}|year)\s*:?)\s*$",
)
# "44 groups (|34 in 2022/23)", "(|34 the year before)"
THEN_IN_BRACKETS = re.compile(
    r"\s+(?:(?:in|during|for|over)\s+)?(?:(?:the\s+)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?|(?:the\s+)?(?:previous|last|prior)\s+"
    r"(?:year|quarter)|(?:the|a)\s+(?:year|quarter)\s+(?:before|earlier)|Q[1-4](?:\s+(?:of\s+)?20\d\d[/–-]\d\d)?)\s*[);,]"
)
# "9 per cent above that for the previous year (|381)", "17 fewer than in Quarter 3 (|105)"
THAT_TIME = re.compile(
    r"\b(?:above|below|higher|lower|more|fewer|less|up|down|rise|fall|increase|decrease|compar\w+)\b[^.;()]{0,50}?"
    r"\b(?:year|quarter|Q[1-4]|Quarter\s+[1-4]|months|(?:19|20)\d\d(?:[/–-]\d\d)?)(?:\s+(?:before|earlier|ago))?\s+\($",
    re.IGNORECASE,
)
# "a return from a team of |14", "from a list of |30": how many somebody or something is.
OF_A_TEAM = re.compile(
    r"\bfrom\s+(?:an?|the|its|their)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:teams?|staff|squad|group|list|pool|workforce|range|set|network|panel|handful)\s+of\s+(?:just\s+|only\s+|some\s+|about\s+)?$",
    re.IGNORECASE,
)
# From a figure's number to a bare one in brackets behind what is counted.
BARE_BRACKET = re.compile(r"(?:\s+[a-zA-Z][\w’'-]*){0,5}\s*\(")
# Reads text in lower case.
GROWN_FROM = re.compile(
    r"\b(?:(?<!made\s)(?<!make\s)(?<!broke\s)up(?!\s+to\b)|down|rise|fall|increase|decrease|compared|rose|fell|grew)\b"
    r"[^.;]{0,40}?\b(?:from|with|to|on)\s+(?:(?:the\s+|just\s+|only\s+)*|[^.;,]{3,30},\s+when\s+)$",
)
# What such words end with.
GROWN_ENDS = ("from", "with", "to", "on", "the", "just", "only", "when")

INCLUDES_REACH = 40
# "The year before saw |314 disruptions", "In the previous year it recorded |314 disruptions"
YEAR_BEFORE = re.compile(
    r"\b(?:[Tt]he\s+(?:year\s+(?:before|earlier)|previous\s+year)|[Aa]\s+year\s+earlier)\b(?:(?!\bwhile\b|\bbut\b)[^.;,\d–—])*$"
)
# So far before a number the words stand that make it one of an earlier time.
FAR_BEFORE = 100


def compared_with(last: Figure, number: Number) -> Figure:
    """The figure that another one is compared with: alike but for its number and its time."""
    return replace(
        last,
        number=number,
        start=number.start,
        end=number.end,
        rule="disruption-earlier",
        share=None,
        earlier=True,
        part_of=False,
        like=last.label or (last.start, last.end),
        when=None,
    )


def opens_earlier(lowered: str) -> bool:
    """Whether what stands right before a number, in lower case, makes it one of an earlier time."""
    return holds(lowered, EARLIER_WORDS) and EARLIER.search(lowered) is not None


def earlier(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "146, up from 120 the year before", "compared with 760 in 2022-23", "disrupted (2022/23: 29)"."""
    before = text[max(low, last.number.end if last.number.end > low else low) : number.start]
    groups = GROUPS.match(text, number.end, high) if "groups" in last.measure else None
    behind = groups.end() if groups else number.end
    timed = AT_A_TIME.match(text, behind, high)
    if timed and CHAINED.fullmatch(before) and (last.earlier or AT_A_TIME.search(before)):
        return compared_with(last, number)
    if before.endswith("(") and THEN_IN_BRACKETS.match(text, number.end, high):
        return compared_with(last, number)
    saw = before.endswith(SAW) and (text.startswith(" and ", behind) or not NO_THING.match(text, behind, high))
    if (timed or saw) and AGAINST.search(before):
        return compared_with(last, number)
    closed = text.startswith(")", number.end)
    opened = "(" in before or ";" in before
    bracket = opened and (BRACKET.search(before) or (closed and THAT_TIME.search(before)))
    lowered = before.lower()
    if not bracket and (NO_THING.match(text, behind, high) or not opens_earlier(lowered[-FAR_BEFORE:])):
        return None
    if not bracket and (THING.search(before) or OF_SOMETHING_ELSE.search(before) or MOVED_TO.search(lowered)):
        return None
    if not bracket and (INCREASE_OF.search(before) or OF_A_TEAM.search(before) or MORE_BY.search(before[-FAR_BEFORE:])):
        return None
    if (number.value == 1 and not text[number.start].isdigit()) or number.qualifier == "at-most":
        return None
    than_it = BELOW.search(before)  # which qualifies the figure before, not this one
    return compared_with(last, replace(number, qualifier="exact") if than_it else number)


def of_another_time(text: str, number: Number, last: Figure, periods: list[Period], high: int) -> Figure | None:
    """ "In 2024 it had taken apart 44, and the year before that, |36", "58 (quarter to March: |49)": a time of its own
    stands right before it.
    """
    if last.measure.startswith("share") or last.rate_unit or not number.whole or not ENDS.match(text, number.end, high):
        return None
    time = next((p for p in reversed(periods) if last.number.end < p.start and p.end < number.start), None)
    if time is None:
        return None
    if text[time.end : number.start] in LABELS and TIME_IN_BRACKETS.fullmatch(text, last.number.end, time.start):
        return compared_with(last, number)
    if not BROUGHT.fullmatch(text, time.end, number.start):
        return None
    return compared_with(last, number) if NEXT_TIME.fullmatch(text, last.number.end, time.start) else None


def in_brackets(text: str, number: Number, last: Figure | None) -> Figure | None:
    """ "418 disruptions (|362)", where the document says that figures in brackets are of an earlier time."""
    if last is None or last.earlier or not number.whole or not text.startswith(")", number.end):
        return None
    return compared_with(last, number) if BARE_BRACKET.fullmatch(text, last.number.end, number.start) else None


def compared(text: str, figure: Figure, last: Figure, low: int) -> bool:
    """Whether a figure with its own noun is what the one before is compared with: "up 38% from 2,275 disruptions"."""
    if figure.measure != last.measure or figure.number.start <= last.number.start:
        return False
    start = max(low, last.number.end)
    before = text[max(start, figure.number.start - 60) : figure.number.start]
    lowered = before.lower()
    grown = lowered.rstrip().endswith(GROWN_ENDS) and GROWN_FROM.search(lowered)
    return bool(grown or YEAR_BEFORE.search(before))


def contained(text: str, figure: Figure, last: Figure, low: int) -> bool:
    """Whether a figure with its own noun is said to be in the one before: "The total includes 51 disruptions"."""
    at = figure.number.start
    if figure.measure != last.measure or not figure.number.whole or figure.number.value >= last.number.value:
        return False
    return bool(INCLUDES.search(text, max(low, at - INCLUDES_REACH), at))
