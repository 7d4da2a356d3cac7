"""Which numbers of a sentence count disruptions of crime, or groups disrupted, and which only stand near the word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.asides import before_its_verb, behind_marks
from flows.extraction.figures.numbers.heads import bare_label, labelled, moved, numbered
from flows.extraction.figures.numbers.moved_groups import moved_groups
from flows.extraction.figures.numbers.occasions import cases, classed, occasions
from flows.extraction.figures.numbers.ordinals import ordinal, superlative
from flows.extraction.figures.numbers.rows import first_of_row
from flows.extraction.figures.numbers.shares import behind_share, set_off, with_share
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import (
    ACTIVE,
    ADJECTIVE,
    ANY_DISRUPTED,
    GROUP_NOUN,
    NOUN,
    SPLIT_PARTICLE,
    SPLIT_VERB,
)
from flows.extraction.figures.words.part_words import IS_SAID, OF_THE_COUNTED
from flows.extraction.figures.words.rates import at_a_rate, at_a_share, rate_at
from flows.extraction.figures.words.types import Figure

# "disruption", but not "disruptions" or "disruption activities".
MASS = tuple(f"disruption{mark}" for mark in ("", "’", "'", "”", '"'))
# "of last year's disruptions", "of Q4 disruptions"
PERIODS_OWN = r"(?:(?:the|last|this)\s+(?:year|month|quarter)['’]s\s+|Q[1-4]\s+)"
# "of BODY's disruptions"
# "of the |2024/25 |disruptions"
YEARS = r"(?:(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s+)?"
OWNERS = r"(?:the\s+)?(?:[\w&-]+\s+){0,4}?[\w-]+(?:['’]s|s['’])\s+"
HEAD = re.compile(
    rf"(?!\s+(?:and|or(?!\s+more)|but)\b)\s*[‘'“\"(–—-]?\s*(?:of\s+(?:{PERIODS_OWN}|{OWNERS}|(?:all\s+(?:of\s+)?)?(?:these|those|them|the|its|all|our)\s+(?:Q[1-4]\s+)?{YEARS})|"
    rf"(?:the|its)\s+|(?:of\s+)(?=[‘'“\"]?disruptions))?{ADJECTIVE}{{0,6}}?{NOUN}",
    re.IGNORECASE,
)
# "96 of the disruptions", not "128 of the disruptions that the unit led".
OF_KNOWN = re.compile(
    rf"\s*of\s+(?:{PERIODS_OWN}|(?:the|these|those|"
    rf"its)\s+(?:Q[1-4]\s+)?{YEARS}){ADJECTIVE}{{0,3}}?disruptions\b(?!\s+(?:that|which|led|"
    rf"\w+\s+led|recorded|made|by|in)\b)",
    re.IGNORECASE,
)
# "two disruptions| in every three": a share in words.
IN_EVERY = re.compile(r"\s+in\s+(?:every\s+)?(?:two|three|four|five|six|eight|ten|\d{1,2})\b", re.IGNORECASE)
GROUPS = re.compile(
    rf"\s+(?:of\s+(?:(?:the|its|our|their|these|those|all|your)\s+){{0,2}}|(?:the|its)\s+)?{ADJECTIVE}{{0,6}}?(?P<noun>{GROUP_NOUN})",
    re.IGNORECASE,
)
# "30 gang| members": no count of gangs.
ONE_GROUP = re.compile(r"[^sS]$(?<!OCG)(?<!OCN)", re.IGNORECASE)
# "31 OCG| nominals", "eight county lines| drug dealers"
OF_PEOPLE = re.compile(
    r"\s+(?:drugs?\s+)?(?:members?|nominals?|dealers?|leaders?|boss(?:es)?|principals?|suspects?|associates?|figures?|heads|subjects?|"
    r"criminals|runners|offenders?|operators|couriers|victims)\b(?!\s+(?:was|were|arrested)\b)",
    re.IGNORECASE,
)
OF_KNOWN_GROUPS = re.compile(
    r"\s+of\s+(?:the|these|those|its)\b(?!\s+(?:country|nation|region|county|force|city)['’]s\b)", re.IGNORECASE
)
_ADVERBS = r"(?:(?:\w+ly|also|either|now|since|both|(?:last|this)\s+(?:year|month|quarter)|between\s+them)\s+){0,2}"
# "14 gangs disrupted |the trial": they did it.
_NO_OBJECT = (
    r"(?!\s+(?:(?:a|an|our|his|her|their|people|lives|services|traffic|trains)\b|"
    r"the\s+(?!(?:previous|preceding|same|year|last|past|week|month|quarter)\b)))"
)
PASSIVE = re.compile(
    rf"\s+(?:had|saw)\s+(?:their|its)\s+(?:\w+\s+){{1,3}}?{ANY_DISRUPTED}\b|"
    rf"(?:(?!,\s+the\b)[^.;:]){{0,70}}?\b(?:were|was|(?:have|has|had)\s+been|being|been)\s+{_ADVERBS}{ANY_DISRUPTED}\b|"
    rf"\s*[-–—:]?\s*(?:either\s+)?(?:\w+ly\s+)?{ANY_DISRUPTED}\b{_NO_OBJECT}|"
    rf"\s+(?:which|that|who|involved|dealing|engaged|linked)\s[^.;:,]{{2,60}}?\s{ANY_DISRUPTED}\b"
    r"(?=\s*(?:$|[.,;]|(?:at|in|by|across|during|over|last|this|since|between)\b))",
    re.IGNORECASE,
)
# What stands right behind an aside: "62 gangs, or half of those known, |were last year disrupted".
IS_DISRUPTED = re.compile(rf"\s+(?:were|was|(?:have|has|had)\s+been)\s+{_ADVERBS}{ANY_DISRUPTED}\b", re.IGNORECASE)
NOT_THEIRS = re.compile(r"\b(?:to|can|could|helps?|helped|which|who|that)\s+$", re.IGNORECASE)
PARTS = re.compile(
    rf"\s*(?:of|out\s+of)\s+(?:{OWNERS})?(?:a\s+total\s+of\s+|the\s+|its\s+|all\s+|some\s+|about\s+|around\s+|"
    r"more\s+than\s+|over\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
# "disrupts three gangs |a month": how many in all is not said.
A_TIME = re.compile(r"\s+(?:a|per|each)\s+(?:day|week|month|quarter|year)\b", re.IGNORECASE)
# "38 per cent |of disruptions"
SAYS_OF = re.compile(r"\s*(?:of|the|its)\b")
EVERY = re.compile(r"\s+(?:\w+\s+)?every\b", re.IGNORECASE)
# "recorded |one disruption", but "|one disruption of that kind does more than a hundred arrests"
RECORDED_ONE = re.compile(
    r"\b(?:recorded|records|found|counted|made|led|supported|delivered|achieved|had|has|have|reported|logged|was|were|of|including|and|plus|with|"
    r"just|only|at\s+least)\s+$",
    re.IGNORECASE,
)
# "no disruption |like that one", but "no disruption |of firearms supply was recorded"
BUT_ONE = re.compile(r"[^sS](?!\s+(?:of|against|in|for|relat\w+|involv\w+|target\w+|concern\w+|was|had)\b)")


def _counted(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "14 drug disruptions", "128 (24 per cent) of the disruptions"; "52 out of 506 recorded disruptions"."""
    if "disrupti" not in text[number.end : high].lower():
        return None
    share = set_off(text, number, numbers)
    at = behind_share(text, share) if share else behind_marks(text, number.end, high, numbers)
    percentage = share.value if share and share.percent else None
    measure = "share-of-disruptions" if number.percent and not share else "disruptions"
    head = HEAD.match(text, at, high)
    behind = HEAD.match(text, number.end, high) if share and not head else head
    if behind and number.value == 1 and re.match(r"one\s+of\b", text[number.start : high], re.IGNORECASE):
        return None
    # "600 boats, and the disruption of gangs": one disruption is not counted by a number above one.
    if behind and not number.percent and number.value > 1 and behind.group().lower().endswith(MASS):
        behind = head = None
    said = text[number.start : number.end].lower()
    if behind and said == "no" and BUT_ONE.match(text, behind.end() - 1, high):
        return None
    alone = behind and said in ("one", "a single") and text[behind.end() - 1] not in "sS"
    if alone and not RECORDED_ONE.search(text, max(low, number.start - 24), number.start):
        return None
    if behind and (IN_EVERY.match(text, behind.end(), high) or text.endswith(("every ", "each "), low, number.start)):
        return None
    # "Six of every ten| disruptions"
    says_of = number.percent and (" every " in said or " in " in said or SAYS_OF.match(text, at, high))
    if behind and (not number.percent or share or says_of):
        of_known = OF_KNOWN.match(text, number.end, high) or (share and OF_KNOWN.match(text, at, high))
        return Figure(
            number, measure, "disruption-count", number.start, behind.end(), percentage, part_of=bool(of_known)
        )
    part = PARTS.match(text, at, high) or (PARTS.match(text, number.end, high) if share else None)
    total = next((n for n in numbers if part and part.end() <= n.start <= part.end() + 2), None)
    head = HEAD.match(text, total.end, high) if total else None
    if head:
        return Figure(number, measure, "disruption-part", number.start, head.end(), percentage, part_of=True)
    return None


def _part(text: str, number: Number, numbers: list[Number], high: int) -> re.Match[str] | None:
    """ "77| of the |141", "77 (54 per cent)| of the |141", "77 – more than half –| of the |141"."""
    if at := PARTS.match(text, number.end, high):
        return at
    share = set_off(text, number, numbers) if text.startswith((" (", ",", " –", " —"), number.end) else None
    behind = behind_share(text, share) if share else behind_marks(text, number.end, high, numbers)
    return PARTS.match(text, behind, high) if behind > number.end else None


def _groups(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "disrupted 26 organised crime groups", "26 groups were dismantled", "the disruption of over 140 OCGs"."""
    part = _part(text, number, numbers, high)
    total = next((n for n in numbers if part and part.end() <= n.start <= part.end() + 2), None)
    at = total.end if total else number.end
    head = GROUPS.match(text, at, high)
    if not head or EVERY.match(text, head.end(), high) or A_TIME.match(text, head.end(), high):
        return None
    if number.value > 1 and ONE_GROUP.search(head["noun"]):
        return None
    if OF_PEOPLE.match(text, head.end(), high):
        return None
    if any((of := _part(text, n, numbers, number.start)) and of.end() + 2 >= number.start for n in numbers):
        return None  # "18 of its |62 groups were disrupted"
    # Lines are no groups: each that is disrupted is a disruption. Those that are shut down are closed, another thing.
    closes = "line" in head["noun"].lower()
    counted = "disruptions" if closes else "groups"
    measure = f"share-of-{counted}" if number.percent else "disruptions" if closes else "groups-disrupted"
    part_of = bool(OF_KNOWN_GROUPS.match(text, number.end, high)) and total is None
    before = ACTIVE.search(text, max(low, number.start - 120), number.start)
    if before is None and len(numbers) > 1 and (first := first_of_row(text, number, numbers, low, high)):
        before = ACTIVE.search(text, max(low, first - 120), first)
    split = SPLIT_VERB.search(text, max(low, number.start - 40), number.start)
    around = SPLIT_PARTICLE.match(text, head.end(), high) if split else None
    if split and around and not closes:
        return Figure(number, measure, "groups-active", split.start(), around.end(), part_of=part_of)
    if before and not (closes and "shut" in before.group().lower()):
        return Figure(number, measure, "groups-active", before.start(), head.end(), part_of=part_of)
    after = PASSIVE.match(text, head.end(), high)
    others = [n for n in numbers if after and head.end() < n.start < after.end()]
    if (after is None or others) and (verb := before_its_verb(text, head.end(), high)) > head.end():
        after, others = IS_DISRUPTED.match(text, verb, high), []
    if after and not others and not NOT_THEIRS.search(text[head.end() : after.start() + 1]):
        if closes and "shut" in after.group().lower():
            return None
        return Figure(number, measure, "groups-passive", number.start, after.end(), part_of=part_of)
    return None


def _of_the_counted(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Of the disruptions that BODY led, 68 per cent (346) were against drugs": a part of what nobody counted."""
    if not OF_THE_COUNTED.fullmatch(text, low, number.start) or numbers[0].start < number.start:
        return None
    share = set_off(text, number, numbers)
    if not IS_SAID.match(text, behind_share(text, share) if share else number.end, high):
        return None
    percentage = share.value if share and share.percent else None
    measure = "share-of-disruptions" if number.percent else "disruptions"
    return Figure(number, measure, "disruption-part", number.start, number.end, percentage, part_of=True)


Rule = Callable[[str, Number, list[Number], int, int], Figure | None]
# Each rule with the hint without which it finds nothing in a sentence.
RULES: tuple[tuple[Rule, str], ...] = (
    (ordinal, "ordinal"),
    (_counted, "disruption"),
    (_groups, "groups"),
    (labelled, "labelled"),
    (bare_label, "disrupted"),
    (occasions, "occasions"),
    (cases, "cases"),
    (_of_the_counted, "of-the-counted"),
    (numbered, "numbered"),
    (at_a_rate, "rate"),
    (at_a_share, "proportion"),
    (superlative, "superlative"),
    (moved, "disruption"),
    (moved_groups, "risen"),
    (classed, "classed"),
)


OPENS_A_CLAUSE = re.compile(r"(?:\b(?:and|but|yet|while|whereas)|;)\s+$", re.IGNORECASE)


def _rated(text: str, figure: Figure, numbers: list[Number], low: int, high: int) -> Figure:
    """A count with "per 1,000 people" or "a day" in its clause, and no other number between, is a rate."""
    if figure.measure != "disruptions" or figure.rule.startswith("groups-"):
        return figure
    found = rate_at(text, figure.end, min(high, figure.end + 60)) or rate_at(
        text, max(low, figure.start - 60), figure.start
    )
    if not found:
        return figure
    unit, match = found
    # "212 disruptions, but per 1,000 people it made |1.4": it stands before a number of its own.
    if match.start() >= figure.end and OPENS_A_CLAUSE.search(text, figure.end, match.start()):
        return figure
    # "3.1 disruptions per 1,000 people, and Protect activity (|212 disruptions)": the unit of another number.
    if match.start() < figure.start and any(
        n.end < match.start() and not any(mark in text[n.end : match.start()] for mark in (",", " that "))
        for n in numbers
    ):
        return figure
    span = (min(figure.end, match.end()), max(figure.start, match.start()))
    if any(span[0] <= n.start < span[1] and not match.start() <= n.start < match.end() for n in numbers):
        return figure
    start, end = min(figure.start, match.start()), max(figure.end, match.end())
    return replace(figure, measure="disruption-rate", rate_unit=unit, rule="disruption-rate", start=start, end=end)


def figures_in(text: str, numbers: list[Number], low: int, high: int, hints: Hints) -> list[Figure]:
    """The figures a sentence states of itself, in order. `numbers` are those of the slice, dates left out."""
    shares = {id(other) for n in numbers if (other := set_off(text, n, numbers)) is not None}
    rules = [rule for rule, needed in RULES if needed in hints]
    figures = []
    for number in numbers:
        if id(number) in shares:
            continue
        figure = next((found for rule in rules if (found := rule(text, number, numbers, low, high))), None)
        if figure is None:
            continue
        figure = with_share(text, figure, set_off(text, number, numbers))
        figure = _rated(text, figure, numbers, low, high) if "rate" in hints else figure
        if figure.measure in ("disruptions", "groups-disrupted") and not figure.number.whole:
            continue
        figures.append(figure)
    return figures
