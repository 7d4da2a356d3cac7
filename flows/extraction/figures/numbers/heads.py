"""Figures whose noun stands before the number: labels, "the number of disruptions rose to 334", "the rate is 2.1"."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.nouns import (
    ADJECTIVE,
    ANY_DISRUPTED,
    DISRUPTED,
    GROUP_NOUN,
    NOUN,
    OF_LINES,
    PLANNED,
    holds,
)
from flows.extraction.figures.words.types import Figure

NUMBER_OF = re.compile(
    rf"\b(?:(?:numbers?|total|count|tally)\s+of|(?:rise|increase|growth|jump|fall|drop|decrease)\s+in"
    rf"(?:\s+the\s+number\s+of)?)\s+{ADJECTIVE}{{0,5}}?{NOUN}"
    r"(?:\s+(?:of|against)\s+[a-z][a-z’'-]*(?:\s+[a-z’'-]+){0,4}?"
    r"(?=,|\s+(?:[–—]|(?:by|at|in|that|which|recorded|made|was|were|is|are|stood|rose|fell|went|grew|reached|has|had)\b)))?",
    re.IGNORECASE,
)
# "BODY's disruption total for 2023/24 was |412"
TOTAL_OF = re.compile(r"\bdisruptions?\s+(?:total|tally|count|figures?|numbers)\b", re.IGNORECASE)
NUMBER_OF_GROUPS = re.compile(
    rf"\b(?:numbers?|total|tally)\s+of\s+{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s+"
    rf"(?:(?:that\s+)?(?:it|we|they|(?-i:[A-Z])\w+(?:\s+(?-i:[A-Z])\w+){{0,3}})\s+(?:have\s+|has\s+|had\s+)?)?{DISRUPTED}\b",
    re.IGNORECASE,
)
# "The number of disruptions by A halved, |while those of B doubled, to 310"
OF_ANOTHER = re.compile(r"\b(?:while|whereas|but|and)\s+(?:those|that)\s+(?:of|by|at|for|in|from)\s", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:just\s+|only\s+)?$", re.IGNORECASE)
TO_IT = ("to ", "to just ", "to only ")
# " in 2021/22", " the year before", between the two numbers that something moved from and to
_THEN = (
    r"(?:,?\s+(?:(?:in|for|during|over|at|by)\s+[^.;:()]{2,40}?|(?:the|a)\s+(?:year|quarter)\s+(?:before|earlier)|"
    r"last\s+(?:year|quarter)),?)?"
)
TO_ANOTHER = re.compile(rf"{_THEN}\s+to\s+(?:just\s+|only\s+|over\s+|about\s+|nearly\s+)?\d", re.IGNORECASE)
MOVES = re.compile(
    rf"(?P<label>(?:[A-Za-z’'-]+\s+){{0,6}}?{NOUN}(?:\s+(?:claimed|recorded|made|reported|delivered))?"
    rf"(?:\s+(?:of|against|for)\s+[a-z][a-z’'-]*(?:\s+[a-z’'-]+){{0,4}}?)?)"
    r"(?:,\s[^,;.\d]{3,60},)?\s+(?:have\s+|had\s+|\w+ly\s+)?(?:(?:rose|risen|fell|fallen|grew|"
    r"grown|"
    r"increased|decreased|dropped|climbed|jumped|doubled|up|down|went\s+(?:up|down)|(?:up|down)\s+(?:by\s+)?\d[\d,]*|stayed|stood|remained|"
    r"(?:(?:rose|fell|grew|increased|dropped)\s+(?:\w+\s+)?and\s+)?(?:now\s+)?stands?),?"
    r"(?:\s+(?:by\s+)?[\d.]+\s?(?:%|per\s?cent))?\s+"
    r"(?:from\s+(?:\d[\d,]*\s+to\s+)?|to\s+|at\s+)|(?:totall?ed|numbered)\s+)(?:(?:just|only|over|nearly|about)\s+)?$",
    re.IGNORECASE,
)
# "Disruptions| at BODY were up 22% in 2023/24, from |165", "disruptions| by BODY rose from 88 in 2021/22 to |131"
_WHERE = r"(?:,?\s+(?:at|by|in|for|of|against|across|during|over|between|under)\s+[^,.;:()]{2,60}?,?)?"
MOVES_ON = re.compile(
    rf"(?:\s+(?:claimed|recorded|made|reported|delivered))?(?P<where>{_WHERE})\s+(?:(?:have|has|had|\w+ly|also|again)\s+){{0,2}}"
    r"(?:rose|risen|fell|fallen|grew|grown|increased|decreased|dropped|climbed|jumped|doubled|halved|trebled|soared|"
    r"(?:(?:was|were|went|gone|been|go)\s+)?(?:up|down)|stood|moved|went|rise|fall|grow|increase|drop|climb),?"
    r"(?:\s+(?:\w+ly|again|back|by\s+(?:\d[\d,]*(?=,?\s+(?:from|to)\b)|an?\s+\w+|[\w-]+\s+per\s?cent)|(?:by\s+)?[\d.]+\s?(?:%|per\s?cent)),?)?"
    rf"{_WHERE}\s+(?:from\s+(?:(?:just|only|over|nearly|about)\s+)?\d[\d,]*{_THEN}\s+to|from|to|(?<=stood\s)at)\s+"
    r"(?:(?:just|only|over|nearly|about)\s+)?",
    re.IGNORECASE,
)
FURTHEST = 200
# "arrests |after disruptions| rose from 12 to 14": of the arrests.
GOVERNED = re.compile(
    r"[\w’']\s+(?:with|after|from|by|to|on|about|into|following|despite|during|around|behind|(?<!number\s)(?<!total\s)of)\s+"
    r"(?:(?:the|its|their|these|those|such|any|all|our)\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
NOUN_ALONE = re.compile(NOUN, re.IGNORECASE)
# "Fraud disruptions in quarter 4 of 2022/23 were |28", "BODY's own disruptions in this area came to |131"
TOTALS = re.compile(
    rf"(?P<label>(?:[A-Za-z’'-]+\s+){{0,6}}?{NOUN}(?:\s+(?:of|against|for|in)\s+[a-z][a-z’'-]*(?:\s+[a-z’'-]+){{0,4}}?)?)"
    r"(?:\s+(?:by|at|from)\s+(?:the\s+)?(?-i:[A-Z])[\w’'&-]*(?:\s+(?:and\s+|of\s+)?(?-i:[A-Z])[\w’'&-]*){0,5})?"
    r"(?:,?\s+(?:in|during|for|over)\s+[^,;.:]{2,40}?,?)?"
    r"\s+(?:(?:were|totall?ed|numbered|reached|hit)|(?:came|amounted)\s+to)\s+(?:(?:just|only|over|nearly|about|some|around|a\s+record)\s+)*$",
    re.IGNORECASE,
)
# "protect disruptions at BODY (|94)", "what it calls “asset denial disruptions”: |52"
BEHIND_NOUN = re.compile(
    rf"(?P<label>(?:[A-Za-z’'-]+\s+){{0,6}}?{NOUN})(?:(?P<whose>\s+(?:at|by|for|from)\s+[^,;.:()\d]{{2,50}}|\s+in\s+20\d\d(?:[/–-]\d\d)?)?\s*\(|\s*:\s*)$",
    re.IGNORECASE,
)
# A smaller number in brackets may be that of a note.
LEAST_IN_BRACKETS = 10
MOVE_ENDS = (
    "(",
    ": ",
    "to ",
    "from ",
    "at ",
    "totalled ",
    "totaled ",
    "numbered ",
    "were ",
    "reached ",
    "hit ",
    "about ",
    "some ",
)
AMOUNTS_TO = re.compile(
    r"\b(?:from|to|at|was|were|reached|hit|past|beyond|totall?ed|stood\s+at|of)\s+(?:just\s+|only\s+|over\s+|"
    r"nearly\s+|about\s+|some\s+|more\s+than\s+|a\s+record\s+|a\s+total\s+of\s+|an?\s+(?:\w+\s+){0,2}(?:high|low)\s+of\s+)*$",
    re.IGNORECASE,
)
NOT_A_TIME = re.compile(
    r"\s+(?!(?:in|during|over|for|the|a|by|from|to|last|between|this|and|at)\b)[a-z]+", re.IGNORECASE
)
LABEL = re.compile(
    rf"[\W\d.]*(?:[A-Za-z’'&/-]+\s+){{0,5}}?{NOUN}(?:\s+[\w()/-]+){{0,12}}"
    r"(?:,\s+(?:(?:financial\s+|calendar\s+)?years?|(?:\w+\s+)?(?:months?|quarter)|(?-i:[A-Z])[a-z]{2,8}|Q[1-4]|\d)"
    r"[\w /-]{0,40}(?=[:–—|=]))?"
    r"\s*(?:[:–—|=-]|\t|\s+were\s*:)",
    re.IGNORECASE,
)
# "In 2023/24, |disruptions recorded by the unit: 512": the time a label opens with.
OPENS_WITH_A_TIME = re.compile(
    r"\W*(?:in|over|during|for|between|across|throughout|from)\s+[^,:;.|]{3,60},\s+", re.IGNORECASE
)
# "BODY – |OCGs dismantled: 13"
OPENS_WITH_A_NAME = re.compile(r"\W*[A-Z][^:–—\d]{2,60}?(?::|\s[–—-])\s+")
# "OCGs dismantled – |13", "Q2 Number of organised crime groups disrupted: |13"
LABEL_OF_GROUPS = re.compile(
    rf"\W*(?:Q\d{{1,2}}[a-z]?[.):]?\s+)?(?:(?:the\s+)?(?:total\s+)?(?:numbers?|total)\s+of\s+)?{ADJECTIVE}{{0,5}}?"
    rf"{GROUP_NOUN}\s*\(?(?:(?:that|which)\s+)?(?:(?:were|have\s+been)\s+)?{ANY_DISRUPTED}\)?(?:,?\s+[\w()/-]+){{0,8}}?\s*[:–—|=-]\s*",
    re.IGNORECASE,
)
BARE_LABEL = re.compile(
    rf"\W*(?:[Tt]otal\s+|[Nn]umber\s+of\s+)*{ADJECTIVE}{{0,4}}?(?:(?P<groups>{GROUP_NOUN})\s+{ANY_DISRUPTED}|{NOUN}"
    r"(?:\s+(?:of|against|recorded|delivered|achieved)(?:\s+[a-z-]+){0,3}?)?)\s+",
    re.IGNORECASE,
)
# "the year in brief: groups disrupted, |39;"
COMMA_LABEL = re.compile(
    rf"(?:[:;]|\band)\s+(?P<label>(?P<groups>{ADJECTIVE}{{0,4}}?{GROUP_NOUN}\s+{ANY_DISRUPTED})|{ADJECTIVE}{{0,4}}?{NOUN}),\s+$",
    re.IGNORECASE,
)
COMMA_END = re.compile(r"\s*(?:[;.]|$)")
BARE_END = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?[.;]?\s*")
LONGEST_BARE = 90
# What stands between a label and its number.
MARKS = tuple(":–—|=-\t")
# "Disruptions: |2021 – 61"
LABELLING_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[:=]|\s+[–—-])\s")
LABELLED = re.compile(
    r"\s+(?:were\s+|was\s+)?(?:for|against|in|on|relating\s+to|related\s+to|linked\s+to|involving|"
    r"targeting|under|concerning)\s+",
    re.IGNORECASE,
)
# "112 disruptions in Q4 (Q3: |98)": of the quarter before.
THEN_IN_BRACKETS = re.compile(r"\d\s[^()]{1,80}\((?:Q|Quarter\s)[1-4]:\s*$")
AT_A_TIME = re.compile(r"\s+(?:in|for|during)\s+(?:the\s+)?(?:(?:19|20)\d\d|Q[1-4]|\w+\s+(?:quarter|half|year)\b)")
_UNLABELLED_NOUN = re.compile(
    r"\s+(?!disruptions|in\b|for\b|against\b|on\b|to\b|of\b|under\b|and\b|relat|link|involv|target|"
    r"up\b|down\b|compared|between|during|over)[a-z]+s\b"
)


def measure_of(noun: str) -> str:
    """What a noun phrase of what was disrupted counts: each line that was is a disruption."""
    return "disruptions" if OF_LINES.search(noun) else "groups-disrupted"


def labelled(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Disruptions: … 2,050 for illicit finance", "drug disruptions: 649": the label is the head noun."""
    marked = text[low : number.start].rstrip()[-1:] in MARKS
    time = OPENS_WITH_A_TIME.match(text, low, number.start) if marked else None
    at = time.end() if time else low
    of_groups = LABEL_OF_GROUPS.match(text, at, number.start) if marked else None
    opened = OPENS_WITH_A_NAME.match(text, low, number.start) if of_groups is None else None
    if marked and opened:
        of_groups = LABEL_OF_GROUPS.match(text, opened.end(), number.start)
    if of_groups and of_groups.end() == number.start and not number.percent and not PLANNED.search(of_groups.group()):
        return Figure(number, measure_of(of_groups.group()), "disruption-label", low, number.end)
    label = LABEL.match(text, at, high)
    if label is None and opened and text[opened.end() - 2] in "–—-" and text[opened.end()].isalpha():
        label = LABEL.match(text, opened.end(), high)
    if number.value == 1 and not text[number.start].isdigit():
        return None
    if not label or number.start < label.end() - 1 or number.percent or PLANNED.search(label.group()):
        return None
    if LABELLING_YEAR.match(text, number.start, high) or THEN_IN_BRACKETS.search(text, label.start(), number.start):
        return None
    # "Disruptions totalled 77: |five major": a number of its own stands before the mark.
    if any(other.end == label.end() - 1 and label.start() < other.start for other in numbers):
        return None
    between = text[label.end() : number.start]
    leads = not re.search(r"\d", between) and re.fullmatch(r"[\s(~c.]*(?:[\w-]+:?\s+){0,4}", between)
    if (leads or LABELLED.match(text, number.end, high)) and not _UNLABELLED_NOUN.match(text[number.end : high]):
        again = re.search(r"\d", between) is not None
        # "Firearms disruptions: 31 in 2023/24, |28 in 2022/23": of what the first is of.
        head = label.span() if again and AT_A_TIME.match(text, number.end, high) else None
        start = number.start if again else low
        return Figure(number, "disruptions", "disruption-label", start, number.end, label=head)
    return None


def bare_label(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Disruptions 501 (target 450)", "Groups disrupted 12": a line that is no more than a label and its number."""
    if number.percent:
        return None
    after_comma = text.endswith(", ", low, number.start) and COMMA_END.match(text, number.end, high)
    listed = COMMA_LABEL.search(text, max(low, number.start - LONGEST_BARE), number.start) if after_comma else None
    if listed and not PLANNED.search(listed.group()):
        measure = measure_of(listed["groups"]) if listed["groups"] else "disruptions"
        return Figure(
            number, measure, "disruption-label", listed.start("label"), number.end, label=listed.span("label")
        )
    if high - low > LONGEST_BARE or not BARE_END.fullmatch(text, number.end, high):
        return None
    label = BARE_LABEL.fullmatch(text, low, number.start)
    if label is None or PLANNED.search(label.group()):
        return None
    measure = measure_of(label["groups"]) if label["groups"] else "disruptions"
    return Figure(number, measure, "disruption-label", low, number.end)


def numbered(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "The number of disruptions recorded by X went up from 210 in 2020/21 to 334": the head noun stands before."""
    noun = NUMBER_OF.search(text, low, number.start) or TOTAL_OF.search(text, low, number.start)
    groups = None if noun else NUMBER_OF_GROUPS.search(text, low, number.start)
    noun = noun or groups
    if number.percent or not noun:
        return None
    # "a record number of disruptions – |161 – in the year"
    aside = text[noun.end() : number.start] in (" – ", " — ") and text.startswith((" –", " —", "."), number.end)
    if not aside and not AMOUNTS_TO.search(text, noun.end(), number.start):
        return None
    if NOT_A_TIME.match(text, number.end, high):
        return None
    if OF_ANOTHER.search(text, noun.end(), number.start):
        return None
    # "Doubled, from |33 to 66": the first of the two is of an earlier time.
    earlier = bool(FROM.search(text, low, number.start) and TO_ANOTHER.match(text, number.end, high))
    # "Had fallen to nine, from |14": what it moved to stands before.
    moved_to = [n for n in numbers if noun.end() <= n.start < number.start and not n.percent]
    earlier = earlier or bool(
        moved_to and FROM.search(text, low, number.start) and text.endswith(TO_IT, 0, moved_to[-1].start)
    )
    start, end = (noun.start(), number.end) if groups and not moved_to else (number.start, number.end)
    measure = measure_of(groups.group()) if groups else "disruptions"
    return Figure(number, measure, "disruption-label", start, end, earlier=earlier, label=noun.span())


def moved(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Fraud disruptions rose from 75 to 119", "drug disruptions stayed at 58": they are the subject."""
    before = text[max(low, number.start - FURTHEST) : number.start].lower()
    if "disrupti" not in before or not holds(before[-24:], MOVE_ENDS):
        return None
    moves = MOVES.search(text, max(low, number.start - 130), number.start)
    moves = moves or TOTALS.search(text, max(low, number.start - 130), number.start)
    moves = moves or _behind_noun(text, number, numbers, low)
    if number.percent or NOT_A_TIME.match(text, number.end, high):
        return None
    if not moves:
        return _moves_on(text, number, numbers, low, high)
    earlier = bool(FROM.search(text, low, number.start) and TO_ANOTHER.match(text, number.end, high))
    start, label = moves.start(), moves.span("label")
    noun = list(NOUN_ALONE.finditer(text, *label))[-1:]
    if noun and GOVERNED.search(text, label[0], noun[0].start()):
        return None
    return Figure(number, "disruptions", "disruption-label", start, number.end, earlier=earlier, label=label)


def _moves_on(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """A number that disruptions moved from or to, where a place or a time stands between them and their verb."""
    noun = next(iter(list(NOUN_ALONE.finditer(text, max(low, number.start - FURTHEST), number.start))[-1:]), None)
    moves = MOVES_ON.fullmatch(text, noun.end(), number.start) if noun else None
    if noun is None or moves is None:
        return None
    before = text[max(low, noun.start() - 60) : noun.start()]
    counted = any(n.end < noun.start() and not re.search(r"[,;:.()]", text[n.end : noun.start()]) for n in numbers)
    if counted or GOVERNED.search(before):
        return None
    start = max(noun.start() - len(re.split(r"[,;:.()]\s*", before)[-1]), low)
    earlier = bool(FROM.search(text, noun.end(), number.start) and TO_ANOTHER.match(text, number.end, high))
    label = (start, moves.end("where"))
    return Figure(number, "disruptions", "disruption-label", number.start, number.end, earlier=earlier, label=label)


def _behind_noun(text: str, number: Number, numbers: list[Number], low: int) -> re.Match[str] | None:
    """What a number counts that stands right behind it: in brackets, or behind a colon."""
    found = BEHIND_NOUN.search(text, max(low, number.start - 130), number.start)
    if (
        found is None
        or LABELLING_YEAR.match(text, number.start)
        or any(found.start() - 1 <= other.end <= number.start for other in numbers)
    ):
        return None
    if not text.startswith("(", number.start - 1):
        return found
    told = found["whose"] or number.value >= LEAST_IN_BRACKETS
    return found if told and text.startswith(")", number.end) else None
