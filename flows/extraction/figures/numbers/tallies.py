"""Figures that are said to be a number, a total or a share: "the number for fraud was 288", "for drugs it was 58"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.comparisons import NO_THING, THAT_MOVED, compared_with
from flows.extraction.figures.numbers.heads import TO_ANOTHER
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.part_words import MOVED
from flows.extraction.figures.words.types import Figure

# "there were 12| in respect of county lines": a part, not the whole of another time.
IN_RESPECT_OF = re.compile(r"\s+in\s+(?:respect|relation|connection)\b", re.IGNORECASE)
# "There were 31 |on the map", of gangs: those that are known, not those that were hit.
ON_THE_MAP = re.compile(
    r"\s+on\s+(?:the|its|their|our)\s+(?:\w+\s+)?(?:maps?|books?|radar|list|system)\b", re.IGNORECASE
)
# Reads text in lower case.
TALLY = re.compile(
    r"\b(?:tally|figures?|total|number|count)\b(?!\s+(?:\w+ly\s+)?(?:spent|raised|paid|seized|saved|recovered|arrested|charged|"
    r"convicted|jailed|hurt|killed|sum|cost|costs|value|bill|budget)\b)[^.;]{0,45}?\b(?:was|were|is|had\s+been|stood\s+at|came\s+to|amounted\s+to|"
    r"reached|up\s+from)\s+(?:just\s+|only\s+|[a-z]+\s+){0,2}$|"
    r"^\W*(?:(?:[a-z]+|\d{1,2})\s+){0,6}?(?:years?|quarters?|months?|weeks?|periods?|(?:19|20)\d\d(?:[/–-]\d\d)?)(?:\s+(?:before|earlier)(?:\s+that)?|\s+of\s+(?:last|the\s+previous|the\s+year\s+before)(?:\s+year)?)?,?\s+"
    r"(?:it|that|this)\s+(?:was|had\s+been)\s+(?:just\s+|only\s+)?$|"
    r"\b(?:there\s+(?:were|was|(?:had|have)\s+been)|(?:we|it|they)\s+(?:had\s+)?(?:managed|achieved|recorded|had|did|made))\s+"
    r"(?:just\s+|only\s+|about\s+|around\s+|some\s+|nearly\s+|over\s+|a\s+further\s+|another\s+)*$",
)
# "The number for fraud was |288", "those that had a major impact reached |346", "the number graded minor fell to |91"
TALLY_OF = re.compile(
    r"\b(?:the\s+(?:number|figure|total|tally|count|one|ones)|those|numbers)\s+"
    r"(?:(?:for|against|involving|concerning|on|under|relating\s+to|to\s+do\s+with)\s+"
    r"(?!the\b|that\b|last\b|previous\b|all\b)(?P<label>[A-Za-z’'-]+(?:\s+[A-Za-z’'-]+){0,5}?)|"
    r"(?P<graded>(?:[A-Za-z’'-]+\s+){1,5}?(?:major|moderate|minor|(?-i:Pursue|Prevent|Protect|Prepare))\b"
    r"(?:\s+[A-Za-z’'-]+){0,6}?))\s+(?:was|were|is|are|stood\s+at|stands\s+at|(?:came|amounted)\s+to|numbered|totalled|"
    r"reached|hit|(?:has\s+|have\s+)?(?:(?:more\s+than\s+|almost\s+|nearly\s+)?(?:doubled|trebled|halved)|rose|risen|fell|"
    r"fallen|grew|grown|dropped|climbed|jumped|increased|decreased|(?:was|went)\s+(?:up|down)),?(?:\s+\w+ly)?"
    r"(?:\s+(?:by\s+)?(?:[\d.]+\s?(?:%|per\s?cent)|an?\s+\w+))?,?\s+to)\s+(?:(?:just|only|about|around|over|nearly)\s+)*$",
    re.IGNORECASE,
)
# "Same quarter of 2024: |672": a line of its own.
THEN = re.compile(
    r"\W*(?:(?:the\s+|in\s+the\s+)?(?:same|corresponding|equivalent|previous|preceding|prior)\s+"
    r"(?:(?:year|quarter|period|month|months|half-year|half)\b)[^.;:,]{0,24}|(?:the\s+)?(?:year|quarter|month)\s+(?:before|earlier)|"
    r"a\s+year\s+(?:before|earlier)|(?:in\s+)?(?P<year>(?:19|20)\d\d(?:[/–-]\d\d)?))\s*[:–—]\s*$",
    re.IGNORECASE,
)
# "For drugs the figure was |58", "In the case of fraud, the proportion stood at |12 per cent"
FOR_A_LABEL = re.compile(
    r"(?:(?<=[.;:,]\s)|(?<=\n)|(?<=\band\s)|(?<=\bwhile\s)|(?<=\bbut\s))(?:for|against|on|in\s+the\s+case\s+of|with)\s+(?!the\b|that\b|this\b)"
    r"(?P<label>[A-Za-z’'-]+(?:\s+[A-Za-z’'-]+){0,5}?),?\s+(?:it|(?:the|that|its)\s+(?:equivalent\s+|corresponding\s+|same\s+)?"
    r"(?:figure|number|total|tally|count|share|proportion|percentage))\s+(?:was|is|stood\s+at|came\s+to|reached)\s+"
    r"(?:(?:just|only|about|around|over|nearly|some)\s+)*$",
    re.IGNORECASE,
)
# "14 gangs were dismantled, taking the total for the year so far to |70"
BRINGS_TO = re.compile(
    r"\b(?:tak|bring|push|lift|rais)(?:ing|es|s)\s+(?:the|its|their|our|(?-i:[A-Z])[\w’']+(?:\s+(?-i:[A-Z])[\w’']+){0,3})\s+(?:[\w-]+\s+){0,2}?(?:total|tally|number|count)"
    r"(?:\s+(?:for|since|so\s+far|this|in|over|across)\b[^.;,]{0,40}?)?\s+to\s+(?:(?:just|only|about|over|nearly)\s+)*$",
    re.IGNORECASE,
)
# "|The tally| came to 871", "a figure |which| stood at 871": no label of a part, but what is counted all over again.
THE_TALLY = re.compile(
    r"(?:^|\s)(?:(?:the|that|this|an?|its|our|their)\s+(?:(?:overall|annual|combined|full|final|same|equivalent)\s+)?"
    r"(?:tally|figures?|total|number|count)|it|which|that)(?:\s+(?:which|that|it))?$",
    re.IGNORECASE,
)
# So near before a number its "to" stands.
TO_REACH = 16
REST_OF_LINE = re.compile(r"\s*(?:[.;,()]|$)")
TALLY_OPENS = re.compile(r"\b(?:the\s+(?:number|figure|total)|those)\s+(?:[A-Za-z’'-]+\s+){1,8}$", re.IGNORECASE)
# How far before a number such a thing begins to be said.
TALLY_REACH = 160
# How far before a number the "from" or "to" stands that it moved from, or to.
NEAR = 60
FROM_ANOTHER = re.compile(r",?\s+from\s+(?:just\s+|only\s+|over\s+)?\d", re.IGNORECASE)
# What stands before a number that something moved to or from. Reads text in lower case.
TO_OR_FROM = re.compile(r"(?:from|to)\s+(?:[\d,]+\s+(?:to|from)\s+)?(?:just\s+|only\s+|over\s+|nearly\s+)?$")


def moved_part(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "organised acquisitive crime rose from 33 to 52", "the number graded as major fell to 40 from 43": the label
    stands before the verb, and one of the two is earlier.
    """
    if last.measure != "disruptions" or not number.whole:
        return None
    if not TO_OR_FROM.search(text[max(low, number.start - NEAR) : number.start].lower()):
        return None
    match = MOVED.search(text, max(low, number.start - 140), number.start)
    behind = TO_ANOTHER if match and match["way"].lower() == "from" else FROM_ANOTHER
    first = match and match["first"] is None
    if not match or (first and not behind.match(text, number.end, high)):
        return None
    earlier = first == (match["way"].lower() == "from")
    opens = TALLY_OPENS.search(text, max(low, match.start() - TALLY_REACH), match.start())
    label = (opens.start() if opens else match.start("label"), match.end("label"))
    start, rule = label[0], "groups-part" if "groups" in last.measure else "disruption-part"
    return Figure(number, last.measure, rule, start, number.end, part_of=True, earlier=earlier, label=label)


def tally(text: str, number: Number, last: Figure, low: int, high: int, hints: Hints) -> Figure | None:
    """ "The tally for 2017/18 was 149", "the equivalent figure was 1,522", but "The number for fraud was 288"."""
    after = text[number.end : high]
    of_a_part = _tally_of(text, number, last, low) if "tallied" in hints else None
    if of_a_part and not NO_THING.match(after):
        label = of_a_part.span("label" if of_a_part["label"] else "graded")
        return Figure(number, last.measure, "disruption-part", of_a_part.start(), number.end, part_of=True, label=label)
    if (then := THEN.match(text, low, number.start)) and REST_OF_LINE.match(after):
        return replace(compared_with(last, number), when=then.span("year") if then["year"] else None)
    if any(p.match(after) for p in (NO_THING, IN_RESPECT_OF, ON_THE_MAP)):
        return None
    to_it = text.find(" to ", max(low, number.start - TO_REACH), number.start) >= 0
    if to_it and BRINGS_TO.search(text, max(low, number.start - TALLY_REACH), number.start):
        return compared_with(last, number)
    before = text[low : number.start].lower()
    tallied = TALLY.search(before)
    if not tallied and not (to_it and THAT_MOVED.search(text, max(low, number.start - NEAR), number.start)):
        return None
    if tallied and last.rate_unit and not tallied.group().startswith(("figure", "rate")):
        # "Eleven a week; the total for those months was |143": a count, not another rate.
        return replace(compared_with(last, number), measure="disruptions", rate_unit=None)
    return compared_with(last, number)


def of_a_label_said(text: str, number: Number, last: Figure, low: int) -> Figure | None:
    """ "For drugs the number was 58 per cent": a label, and what is said of it."""
    start = max(low, number.start - TALLY_REACH)
    if last.measure not in ("disruptions", "share-of-disruptions"):
        return None
    said = FOR_A_LABEL.search(text, start, number.start)
    if said is None or (not number.percent and (not number.whole or NO_THING.match(text, number.end))):
        return None
    measure = "share-of-disruptions" if number.percent else "disruptions"
    return Figure(number, measure, "disruption-part", said.start(), number.end, part_of=True, label=said.span("label"))


def _tally_of(text: str, number: Number, last: Figure, low: int) -> re.Match[str] | None:
    """What says before a number of which part of a figure it is the tally."""
    start = max(low, number.start - TALLY_REACH)
    return TALLY_OF.search(text, start, number.start) if last.measure == "disruptions" else None


# How many times nearer a part must be.
FAR = 3


def nearer(number: Number, base: Figure, last: Figure, low: int) -> Figure:
    """Which of a whole and its part a number is compared with: "312 disruptions, 19 of them major, against |290".

    The part of a sentence before must be by far the nearer one.
    """
    values = (number.value, base.number.value, last.number.value)
    here = last.number.start >= low
    if last is base or last.measure != base.measure or not last.part_of or not all(values):
        return last if here else base
    apart = [max(v, number.value) / min(v, number.value) for v in values[1:]]
    return base if apart[0] < apart[1] * (1 if here else FAR) else last
