"""Which numbers of a text count disruptions of crime, or groups disrupted, and which only stand near the word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from flows.extraction.analysis.numbers import Number

CUE = re.compile(
    r"disrupt|dismantl|smash|foil|thwart|frustrat|broke[n]?\s+up|broken\s+up|taken\s+(?:apart|out|down)|took\s+(?:apart|out|down)|shut\s+down|put\s+out\s+of", re.IGNORECASE
)
ADJECTIVE = (
    r"(?:(?!(?:of|to|in|at|by|with|from|that|which|who|were|was|is|are|had|has|have|for|on|arrests?|people|officers?|staff|charges?|years?|months?|weeks?|days?|"
    r"warrants?|weapons?|firearms\s+(?:and|seized)|times|areas?|forces|threats|hours|cent|per|cases|investigations|operations|convictions|seizures|victims|gangs?|groups?|"
    r"OCGs|networks|posts?|prisons|led\s+to|trains?|passengers|pupils|schools|more\s+than|after|because|due|as|but)\b)[\w’'&/-]+,?\s+)"
)
NOT_DISRUPTIONS = r"(?!\s+(?:costs?|teams?|units?|managers?|officers?|plans?|orders?|strateg\w+|tactics|toolkits?|panels?|meetings?|hubs?|targets?|to\s+(?:services?|travel|passengers|trains?|lessons|learning|patients)))"
NOUN = rf"(?:[‘'“\"]?disruptions?[’'”\"]?{NOT_DISRUPTIONS}|disruption\s+(?:activit(?:y|ies)|actions?|outcomes?|events?|operations?)|disruptive\s+(?:actions?|activit(?:y|ies)|outcomes?|interventions?))"
HEAD = re.compile(rf"\s*(?:[‘'“\"(]\s*)?(?:of\s+(?:these|those|them|the|its|all|our)\s+)?{ADJECTIVE}{{0,6}}?{NOUN}", re.IGNORECASE)
GROUP_NOUN = (
    r"(?:(?:organi[sz]ed\s+)?(?:crime|criminal)\s+(?:groups?|gangs?|networks?|enterprises?|syndicates?|organisations?)|OCGs?|gangs?|"
    r"(?:criminal\s+|drugs?\s+|county\s+|deal\s+|dealer\s+|phone\s+)?lines?(?!\s+(?:of|up|manager))|networks?|groups?|syndicates?|drugs?\s+gangs?)"
)
DISRUPTED = (
    r"(?:disrupt(?:ed|ing|s)?|dismantl(?:ed|ing|es?)|smash(?:ed|ing)|frustrat(?:ed|ing)|foil(?:ed|ing)|thwart(?:ed|ing)|br(?:oke|oken|eaking)\s+up|"
    r"(?:taken|took|taking)\s+(?:apart|out|down)|shut(?:ting)?\s+down|put\s+out\s+of\s+(?:business|action))"
)
OR_DISRUPTED = rf"{DISRUPTED}(?:\s*(?:,|/|or|and)\s*(?:{DISRUPTED}|dismantl\w+))*"
GROUPS = re.compile(rf"\s+(?:of\s+)?{ADJECTIVE}{{0,6}}?(?P<noun>{GROUP_NOUN})(?![\w-])", re.IGNORECASE)
PASSIVE = re.compile(
    rf"[^.;:]{{0,70}}?\b(?:were|was|have\s+been|has\s+been|had\s+been|being|been|got)\s+(?:(?:\w+ly|also|either|now|since|significantly|both)\s+)*{OR_DISRUPTED}\b"
    rf"|\s+(?:{OR_DISRUPTED})\b|\s*[-–—:]\s*(?:{OR_DISRUPTED})\b",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    rf"\b(?:{OR_DISRUPTED}|(?:disruption|dismantling|disrupting)(?:\s+(?:or|and|/)\s+(?:disruption|dismantling|disrupting))?\s+(?:of|to)|the\s+disruption\s+of)"
    r"\s+(?:\w+\s+){0,4}?(?:of\s+|to\s+)?[‘'“\"]?$",
    re.IGNORECASE,
)
ELLIPTICAL = re.compile(
    rf"\s+(?:(?:others?|more|of\s+(?:them|these|those))\s+)?(?:(?:have|had|has)\s+(?:since\s+|now\s+|already\s+)?been|were|was)\s+(?:(?:\w+ly|also|either|now|since)\s+)*{OR_DISRUPTED}\b",
    re.IGNORECASE,
)
BREAKDOWN = re.compile(r"\b(?:of\s+(?:those|these|them|which)|among\s+(?:them|those)|a\s+further|another|the\s+rest)\b[^.;]{0,30}$", re.IGNORECASE)
RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\s*(?:people|population|residents|inhabitants|head)?|\b(?:(?:a|per|each|every)\s+(?P<unit>day|week|month)|(?P<adverb>daily|weekly|monthly))\b",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*(?:\(\s*)?(?:of\s+|out\s+of\s+)(?:a\s+total\s+of\s+|the\s+|its\s+|all\s+|these\s+|those\s+|them\b|some\s+|about\s+|around\s+|more\s+than\s+|over\s+)*", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:up|down|compared|rise|fall|increase|decrease|rising|falling|rose|fell|against|more\s+than\s+the|fewer\s+than\s+the|from)\b[^.;]{0,30}?(?:from|with|to|on|the)?\s*(?:just\s+|only\s+|the\s+)*$", re.IGNORECASE
)
HEDGED = re.compile(r"\b(?:target(?:s|ed)?|aims?|aiming|goal|would|could|should|must|plan(?:s|ned)?|expect\w*|forecast|hopes?|hoping|want(?:s|ed)?|pledge[ds]?|promise[ds]?|at\s+risk|potential|ambition|if)\b", re.IGNORECASE)
EVERYDAY = re.compile(
    r"\b(?:rail|trains?|tubes?|tram|traffic|travel(?:lers?)?|flights?|airport|passengers?|commuters?|roadworks|motorway|schools?|pupils|lessons|business(?:es)?\s+disruption|"
    r"services?\s+disruption|disruption\s+to\s+(?:services|business|traffic|travel|learning)|supply\s+chains?|power\s+cuts?|weather|storm|strikes?|timetable|buses|bus|patients|appointments|customers|violent\s+disorder|protest(?:s|ers)?)\b",
    re.IGNORECASE,
)
CRIME = re.compile(r"crim|drug|gang|offend|organised|organized|fraud|traffick|exploit|slavery|firearm|OCG|smuggl|police|threat|\bNCA\b", re.IGNORECASE)
LABEL = re.compile(rf"^\W*(?:[\w’'&/-]+\s+){{0,5}}?{NOUN}(?:\s+[\w()/-]+){{0,4}}\s*(?:[:–—|=-]|\t|\s+were\s*:)", re.IGNORECASE)
LABELLED = re.compile(r"\s+(?:were\s+|was\s+)?(?:for|against|in|on|relating\s+to|related\s+to|linked\s+to|involving|targeting|under|concerning)\s+", re.IGNORECASE)
LEVELS = re.compile(r"\b(?P<level>major|moderate|minor)\b", re.IGNORECASE)
STRANDS = re.compile(r"\b(?P<strand>pursue|prevent|protect|prepare)\b", re.IGNORECASE)
ACCOUNTED = re.compile(r"\b(?:account(?:ed|s|ing)\s+for|made\s+up|making\s+up|compris\w+|represent\w+)\s+(?:[\w,]+\s+){0,3}?$", re.IGNORECASE)
OF_THEM = re.compile(r"\s*(?:of\s+(?:them|these|those|the\s+total|all)|$|[.,;]|\s+and\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts disruptions, and the slice of words that says so.

    `share` is the percentage that stands with a count; `rest` names what the rule leaves for its sentence to fill.
    """

    number: Number
    measure: str
    rule: str
    start: int
    end: int
    share: float | None = None
    rate_unit: str | None = None
    part_of: bool = False
    earlier: bool = False


def _rate_unit(text: str, low: int, high: int) -> tuple[str, re.Match[str]] | None:
    for match in RATE.finditer(text, low, high):
        if match["base"]:
            return f"per-{match['base'].replace(',', '')}-people", match
        unit = match["unit"] or {"daily": "day", "weekly": "week", "monthly": "month"}[match["adverb"].lower()]
        return f"per-{unit.lower()}", match
    return None


def _counted(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """"14 disruptions", "98 drug disruptions", "128 (24 per cent) of the disruptions", "52 out of 506 recorded disruptions"."""
    share = _bracketed(text, number, numbers)
    at = share.end + 1 if share else number.end
    head = HEAD.match(text, at, high)
    if head and not (number.percent and not re.match(r"\s*of\b", text[at:high])):
        measure = "share-of-disruptions" if number.percent and not share else "disruptions"
        return Figure(number, measure, "disruption-count", number.start, head.end(), share.value if share and share.percent else None)
    part = PARTS.match(text, at, high)
    if part:
        whole = HEAD.match(text, part.end() - 1, high) if part.group().strip() else None
        total = next((n for n in numbers if part.end() <= n.start <= part.end() + 2), None)
        head = HEAD.match(text, total.end, high) if total else whole
        if head:
            measure = "share-of-disruptions" if number.percent and not share else "disruptions"
            value = share.value if share and share.percent else None
            return Figure(number, measure, "disruption-part", number.start, head.end(), value, part_of=True)
    return None


def _bracketed(text: str, number: Number, numbers: list[Number]) -> Number | None:
    """The number in brackets right behind another one, when exactly one of the two is a percentage."""
    for other in numbers:
        if 0 <= other.start - number.end <= 3 and "(" in text[number.end : other.start] and text[other.end : other.end + 1] == ")":
            return other if other.percent != number.percent else None
    return None


def _groups(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """"disrupted 26 organised crime groups", "26 groups were dismantled", "the disruption of over 140 OCGs"."""
    head = GROUPS.match(text, number.end, high)
    if not head:
        return None
    measure = "share-of-groups" if number.percent else "groups-disrupted"
    before = ACTIVE.search(text, low, number.start)
    if before and before.end() >= number.start - 1:
        return Figure(number, measure, "groups-active", before.start(), head.end())
    after = PASSIVE.match(text, head.end(), high)
    others = [n for n in numbers if head.end() < n.start < (after.end() if after else head.end())]
    if after and not others and not re.search(r"\b(?:to|can|could|helped?|which|who|that)\s+\w*$", text[head.end() : after.start() + 1]):
        return Figure(number, measure, "groups-passive", number.start, after.end())
    return None


def _labelled(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """"Disruptions: … 2,050 for illicit finance", "drug disruptions: 649": the label is the head noun."""
    label = LABEL.match(text[low:high])
    if not label or number.start < low + label.end() - 1 or number.percent:
        return None
    between = text[low + label.end() : number.start]
    first = not re.search(r"\d", between)
    if LABELLED.match(text, number.end, high) or (first and re.fullmatch(r"[\s(~c.]*(?:[\w-]+\s+){0,4}", between)):
        if not re.match(r"\s+(?!disruptions|in\b|for\b|against\b|on\b|to\b|of\b|under\b|and\b|relat|link|involv|target|up\b|down\b|compared|between|during|over)[a-z]+s\b", text[number.end : high]):
            return Figure(number, "disruptions", "disruption-label", low, number.end)
    return None


RULES: tuple[Callable[[str, Number, list[Number], int, int], Figure | None], ...] = (_counted, _groups, _labelled)


def _rated(text: str, figure: Figure, low: int, high: int) -> Figure:
    """A count with "per 1,000 people" or "a day" in its clause is a rate."""
    found = _rate_unit(text, figure.end, min(high, figure.end + 60)) or _rate_unit(text, max(low, figure.start - 60), figure.start)
    if not found or figure.measure != "disruptions":
        return figure
    unit, match = found
    if re.search(r"\d", text[min(figure.end, match.end()) : max(figure.start, match.start())].replace(match.group(), "")):
        return figure
    return replace(figure, measure="disruption-rate", rate_unit=unit, rule="disruption-rate", end=max(figure.end, match.end()), start=min(figure.start, match.start()))


def figures_in(text: str, numbers: list[Number], low: int, high: int) -> list[Figure]:
    """The figures a sentence states about disruptions, in order. `numbers` are those of the slice, dates left out."""
    figures: list[Figure] = []
    for number in numbers:
        if any(f.start <= number.start and number.end <= f.end and f.number is not number and f.share == number.value and number.percent for f in figures):
            continue
        figure = next((found for rule in RULES if (found := rule(text, number, numbers, low, high))), None)
        if figure is None and figures:
            figure = _further(text, number, figures, low, high)
        if figure is None or (figure.share is None and any(_bracketed(text, n, numbers) is number for n in numbers if n.percent and not number.percent) and any(f.share for f in figures)):
            continue
        figures.append(_rated(text, figure, low, high))
    return figures


def _further(text: str, number: Number, figures: list[Figure], low: int, high: int) -> Figure | None:
    """Numbers behind a first figure: its parts ("of which 41 were major"), its predecessor ("up from 60")."""
    last = figures[-1]
    if number.percent or last.measure not in ("disruptions", "groups-disrupted"):
        return None
    before = text[last.number.end : number.start]
    after = text[number.end : high]
    if EARLIER.search(before) and not re.match(r"\s+(?!the\b|in\b|a\b|during\b|last\b|previous\b|over\b|for\b|disruptions|recorded|year)[a-z]+", after):
        return replace(last, number=number, start=number.start, end=number.end, rule="disruption-earlier", share=None, earlier=True)
    if last.measure == "groups-disrupted":
        return None
    if ACCOUNTED.search(before) and OF_THEM.match(after):
        return Figure(number, "disruptions", "disruption-part", number.start, number.end, part_of=True)
    part = re.match(r"\s+(?:(?:of\s+(?:them|these|those|which)|were|was|being|are|had\s+been|disruptions|classed|assessed|graded|recorded|judged|categorised|rated|as)\s+)*(?P<what>major|moderate|minor)\b", after, re.IGNORECASE)
    if part:
        return Figure(number, "disruptions", "disruption-part", number.start, number.end + part.end(), part_of=True)
    if re.search(r"\b(?:of\s+which|of\s+(?:these|those|them)|including|included?s?|with|and|,)\W*(?:\w+\s+){0,2}$", before, re.IGNORECASE):
        labelled = re.match(r"\s+(?:of\s+(?:them|these|those|which)\s+)?(?:(?:were|was|being)\s+)?(?:against|related\s+to|relating\s+to|for|involving|linked\s+to|targeting|targeted|concerned|tackled|aimed\s+at|under)\s+", after, re.IGNORECASE)
        if labelled:
            return Figure(number, "disruptions", "disruption-part", number.start, number.end + labelled.end(), part_of=True)
    return None
