"""What ties the numbers of a sentence to a figure that stands sentences before it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import ADJECTIVE
from flows.extraction.figures.words.types import Figure

# "Of the 318 |…", however far above they were counted. Reads text in lower case, where it is found by its first word.
NAMES_AGAIN = re.compile(
    r"of (?<!\w.{3})(?:the|these|those|its|our|all)\s+(?:\d|groups\b|gangs\b|networks\b|disruptions\b)"
)
OF_THE_KNOWN_OPENS = re.compile(r"\W*Of\s+(?:the|these|those)\s+(?P<noun>groups|gangs|networks|disruptions)\b")
OF_THE_KNOWN = re.compile(r"\s+of\s+(?:the|these|those)\s+(?P<noun>groups|gangs|networks|disruptions)\b", re.IGNORECASE)
OF_WHICH = re.compile(r",?\s+(?:of\s+which|including)\s+(?:(?:just|only|about|some)\s+)*", re.IGNORECASE)
WHICH_BEFORE = re.compile(r"\bof\s+which\s+(?:(?:just|only|about|some|at\s+least|nearly)\s+)*$", re.IGNORECASE)
LONGEST_WHICH = 40
# "for 74|, |nine of them major", "for 74 (|nine of them major)"
BY_THE_WAY = re.compile(r"\s*[,(–—]\s*(?:with\s+|including\s+)?")
OF_WHICH_BEHIND = re.compile(r"\s+of\s+which\b", re.IGNORECASE)
# How many sentences back such words may point.
DEFINITE_REACH = 6
# "88 arrests were for drugs and |12 for fraud": what is counted is something else.
SOMETHING_ELSE = re.compile(
    rf"\s+{ADJECTIVE}{{0,3}}?(?:arrests|people|charges|warrants|searches|convictions|officers|seizures|victims|suspects|"
    r"weapons|"
    r"calls|reports|investigations)\b",
    re.IGNORECASE,
)

# "There are now 235| gangs": not those that were disrupted.
OF_OTHER_GROUPS = re.compile(
    rf"\s+(?:{ADJECTIVE}){{0,4}}?(?:gangs|groups|networks|OCGs)\s+(?:(?:are|were|remain)\s+)?(?:now\s+|currently\s+|still\s+)?"
    r"(?:active|mapped|known|operating|at\s+work|under|in\s+(?:the\s+)?[A-Z]|being|on\b|identified|recorded)",
)
BASE_OF_RATE = re.compile(r"\b(?:per|every|each)\s+$", re.IGNORECASE)
# A count of something else, that numbers behind it are of.
OTHER_COUNT = re.compile(
    r"\b(?:number|total|count|proportion)\s+of\s+(?!(?:[\w’'-]+\s+){0,4}disrupt|(?:groups|gangs|networks)\s+(?:hit|dismantled)\b)",
    re.IGNORECASE,
)
# "Two disruptions in every |three": how many are spoken of, not how many there were.
IN_EVERY = re.compile(r"\bin\s+every\s+$", re.IGNORECASE)
# "One| disruption in |eight"
IN_SO_MANY = re.compile(rf"\s+{ADJECTIVE}{{0,3}}?disruptions?\s+in\s+(?:every\s+)?", re.IGNORECASE)
# "1| in |5| disruptions"
IN = re.compile(r"\s+in\s+(?:every\s+)?")
OF = re.compile(r"\s+of\s")
OF_DISRUPTIONS = re.compile(rf"\s+(?:of\s+(?:the|its|our|all)\s+)?{ADJECTIVE}{{0,3}}?disruptions\b", re.IGNORECASE)
LARGEST_BASE = 20
# "None| of the disruptions for slavery had been recorded": there were some.
NONE_OF_THESE = re.compile(
    rf"\s+of\s+(?:the|its|their|our|these|those)\s+{ADJECTIVE}{{0,2}}?disruptions\s+(?:for|against|of|involving|concerning|"
    r"relating\s+to|linked\s+to)\s",
    re.IGNORECASE,
)
# "Table 1| shows disruptions"
NAMED = (
    "Table", "Figure", "Chart", "Graph", "Annex", "Appendix", "Section", "Paragraph", "Part", "Phase", "Tier", "Level",
)  # fmt: skip
NAMED_BY_NUMBER = re.compile(rf"\b(?:{'|'.join(NAMED)})\s+$")
# Behind a fraction that only says in words what is counted: "half |of the 252 (131, or 52 per cent)".
COUNTED_BEHIND = re.compile(r"\s+of\s+(?:the|its|all|these|those)\s+[\d,]+\s*[(–—]\s*\d")
# Behind a number that counts something else, this is what is taken up: "44 groups were mapped, 29 of them active".
OF_THOSE = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)

# "half |of them", that names nothing.
OF_THEM_ALONE = re.compile(
    r"\s+of\s+(?:them|those|these|which)\b(?!\s+(?:disruptions|groups|gangs|networks)\b)", re.IGNORECASE
)
# What a number counts that is neither disruptions nor groups nor a time.
OTHER_THINGS = re.compile(
    r"\s+(?:(?!more\b|fewer\b|less\b|higher\b|lower\b|of\b|in\b|to\b|per\b|and\b|were\b|was\b|for\b|against\b)"
    r"[a-z-]+\s+){0,2}?(?!(?:disruptions|gangs|groups|networks|rings|lines|months|years|weeks|days|times|points|cases|"
    r"occasions|was|has|as|others|threats|enterprises|syndicates|less)\b)[a-z-]{3,}(?:s|people|men|women)\b"
)

# "more than half |(54 per cent)| of the disruptions", "a third of the total| – 36 per cent –"
SAID_EXACTLY = re.compile(
    r"(?P<noun>(?:\s+of)?(?:\s+[\w’'-]+){0,4}?\s+(?:disruptions|groups|gangs|networks)(?:\s+(?:in|for|during)\s+[\w/–-]+)?)?(?:\s+of\s+(?:them|these|those|(?:the|its)\s+total))?"
    r"(?P<opens>\s+[(–—]|,)\s*(?:or\s+)?(?:about\s+|around\s+|some\s+)?"
)
# What closes such a share, by what opens it.
CLOSED_BY = {"(": (")", ", or ", "; "), "–": (" –",), "—": (" —",), ",": (",",)}


def exact_shares(text: str, numbers: list[Number]) -> list[Number]:
    """A share in words that brackets give in digits right behind it is the one in digits."""
    if len(numbers) < 2:
        return numbers
    out: list[Number] = []
    for number in numbers:
        last = out[-1] if out else None
        again = last and last.percent and number.percent and not text[last.start].isdigit()
        exactly = SAID_EXACTLY.fullmatch(text, last.end, number.start) if last and again else None
        opens = exactly["opens"].strip() if exactly else ""
        if last and exactly and text.startswith(CLOSED_BY[opens], number.end):
            closed = number.end + (2 if opens in "–—" else 1)
            out[-1] = replace(number, start=last.start, end=last.end if exactly["noun"] else closed)
        else:
            out.append(number)
    return out


def shares_in_words(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, those of "one disruption in eight" taken together as the share that they are."""
    out: list[Number] = []
    for number in numbers:
        few = out[-1] if out else None
        said = few and few.whole and number.whole and IN_SO_MANY.fullmatch(text, few.end, number.start)
        if few and not said and number.whole and IN.fullmatch(text, few.end, number.start):
            said = OF_DISRUPTIONS.match(text, number.end) or OF.match(text, number.end)
        if few and said and 0 < few.value < number.value <= LARGEST_BASE:
            out[-1] = replace(few, end=number.end, value=round(100 * few.value / number.value, 1), percent=True)
        else:
            out.append(number)
    return out


def _in_so_many(text: str, numbers: list[Number]) -> bool:
    """Whether one number stands right before another, "1 in 5"."""
    if text.find(" in ", numbers[0].end, numbers[-1].start) < 0:
        return False
    return any(text.startswith(" in ", a.end) and IN.fullmatch(text, a.end, b.start) for a, b in pairwise(numbers))


def counting(text: str, numbers: list[Number], low: int, high: int, hints: Hints) -> list[Number]:
    """The numbers of a slice that may count something: none that names a table, or says again what another does."""
    kept = numbers
    if len(numbers) > 1 and ("in-so-many" in hints or _in_so_many(text, numbers)):
        kept = shares_in_words(text, numbers)
    if text.find("every", low, high) >= 0:
        kept = [n for n in kept if not IN_EVERY.search(text, max(low, n.start - 12), n.start)]
    if text.find(":", low, high) >= 0:
        kept = [n for n in kept if not (_of_a_ratio(text, n.start - 1) or _of_a_ratio(text, n.end))]
    kept = exact_shares(text, [n for n in kept if not _names(text, n)])
    if any(_is_a_range(text, *pair) for pair in pairwise(kept)):
        ranged = [number for pair in pairwise(kept) if _is_a_range(text, *pair) for number in pair]
        kept = [number for number in kept if number not in ranged]
    kept = [n for n in kept if n.value or not NONE_OF_THESE.match(text, n.end, high)]
    return [n for n in kept if not (n.percent and COUNTED_BEHIND.match(text, n.end, high))]


def _is_a_range(text: str, one: Number, other: Number) -> bool:
    """Whether two numbers only say between which a count lies: "between 200 and 250", "200–250"."""
    between = text[one.end : other.start]
    if between == " and ":
        return text.endswith("etween ", 0, one.start)
    return between in ("-", "–") and one.whole and other.whole and one.value < other.value


def _of_a_ratio(text: str, at: int) -> bool:
    """Whether a colon stands between two digits: "60:40", "at 10:30"."""
    return text.startswith(":", at) and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


def _names(text: str, number: Number) -> bool:
    """Whether a number is that of a table, a section or the like."""
    start = max(0, number.start - 12)
    named = text[start : number.start].rstrip().endswith(NAMED)
    return named and NAMED_BY_NUMBER.search(text, start, number.start) is not None


def some_of(text: str, numbers: list[Number], last: Figure, low: int, high: int) -> list[Number]:
    """The numbers from the one that counts some of what was counted sentences before: "|half of the gangs"."""
    for at, number in enumerate(numbers):
        opens = OF_THE_KNOWN_OPENS.match(text, low, number.start)
        again = opens or OF_THE_KNOWN.match(text, number.end, high)
        if again and (again["noun"].lower() == "disruptions") == ("groups" not in last.measure):
            return numbers[at:]
    return []


def is_of_which(text: str, figure: Figure, part: Figure) -> bool:
    """Whether a figure is a part of the one right before it: "it led 268|, of which |64 were major"."""
    return figure.number.whole and bool(OF_WHICH.fullmatch(text, figure.number.end, part.number.start))


def is_of_nearest(text: str, figure: Figure, part: Figure) -> bool:
    """Whether "of which" before a count takes up the one before it: "120 against drugs, of which |64 were major"."""
    whole = figure.number.whole and part.number.whole and part.number.value <= figure.number.value
    start = max(figure.number.end, part.number.start - LONGEST_WHICH)
    return whole and WHICH_BEFORE.search(text, start, part.number.start) is not None


def is_of_them(text: str, part: Figure, figure: Figure) -> bool:
    """Whether a figure is of the part right before it: "fraud accounted for 74, |nine of them major"."""
    parts = part.part_of and figure.number.whole and part.number.whole and figure.number.value <= part.number.value
    gap = parts and BY_THE_WAY.fullmatch(text, part.number.end, figure.number.start)
    return bool(gap and OF_THEM_ALONE.match(text, figure.number.end))


def is_of_something_else(text: str, number: Number, high: int) -> bool:
    """Whether a number counts arrests, people or the like, and so what follows it does."""
    if OF_OTHER_GROUPS.match(text, number.end, high):
        return True
    base_of_rate = BASE_OF_RATE.search(text, max(0, number.start - 8), number.start)
    return not base_of_rate and bool(SOMETHING_ELSE.match(text, number.end, high))
