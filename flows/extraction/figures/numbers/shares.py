"""Which of two numbers side by side is a count and which its share: "31 per cent (212)", "212, or 31 per cent,"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.groups import joins
from flows.extraction.figures.words.part_words import CONCERNED
from flows.extraction.figures.words.types import Figure

# What closes a share that is set off: "(24 per cent|)", "– 31 per cent| of the total –", ", 185| in all,"
CLOSES = re.compile(
    r"\s*(?:(?:of\s+(?:the\s+total|the\s+whole|all|them|these|(?:the|its|our)\s+\d[\d,]*)|in\s+all|in\s+total|altogether)\s*)?"
    r"(?:\([\d.]+\s?(?:%|per\s?cent)\)(?=[,–—\s]))?\s*[)–—,]"
)
# What may stand between a count and its share: "a third| of the gangs in 2023 (|12)", "half| of the total, some |290".
BESIDE_SHARE = re.compile(
    r"\s*(?:(?:[A-Za-z][\w’'-]*\s+){0,3}?(?:disruptions|groups|gangs|networks|enterprises|S?OCGs)\s*|of\s+(?:(?:them|these|those|which|whom)|(?:the|its|all|our|these|those|last\s+year['’]s|this\s+year['’]s)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:disruptions|groups|gangs|networks|enterprises|total|tally|\d[\d,]*)(?:\s+(?:disrupted|dismantled|made|recorded|led))?(?:\s+in\s+[\w/–-]+)?)\s*)?[(–—,]\s*"
    r"(?:or\s+)?(?:(?:some|about|around|nearly|almost|roughly|just|only|over|more\s+than|under)\s+){0,2}"
)
# "Eleven|, all of them based in PLACE,| exploited children", "the rest, 151|,| were minor"
AN_ASIDE = re.compile(
    r"(?:,\s(?:(?:almost\s+|nearly\s+)?all|most|many|some|several|none|half|each|both|which|as|according|says?)\b"
    r"[^,;.:()]{2,80},|\s[–—]\s[^;.:()–—\d]{2,80}\s[–—])(?=\s)"
)
SET_OFF = {", ": ",", "– ": " –", "— ": " —"}
LONGEST_GAP = 60
# "Prevent accounted for 9 per cent| and Protect for |11"
SHARES_FOR = re.compile(r"(?:,|,?\s+and)\s+[A-Za-z’'&-]+(?:\s+[A-Za-z’'&-]+){0,4}?\s+(?:for|with|at)\s+")


def set_off(text: str, number: Number, numbers: list[Number]) -> Number | None:
    """The number in brackets, or between dashes or commas, right behind another, when just one is a percentage."""
    for other in numbers:
        gap = other.start - number.end
        if gap > LONGEST_GAP:
            break
        if gap <= 0 or other.percent == number.percent:
            continue
        if BESIDE_SHARE.fullmatch(text, number.end, other.start) and CLOSES.match(text, other.end):
            return other
    return None


def behind_share(text: str, share: Number) -> int:
    """Where the text goes on behind a share that is set off, and the mark that closes it."""
    closed = CLOSES.match(text, share.end)
    return closed.end() if closed else share.end


def behind_aside(text: str, number: Number, high: int) -> int:
    """Where the clause of a number goes on: behind what is said of it by the way, or the mark that closes it."""
    closing = SET_OFF.get(text[number.start - 2 : number.start])
    if closing and text.startswith(closing, number.end) and text[number.start - 3 : number.start - 2].isalpha():
        return number.end + len(closing)
    aside = AN_ASIDE.match(text, number.end, high)
    return aside.end() if aside else number.end


def shared_too(text: str, number: Number, last: Figure, low: int) -> Number:
    """A number as the share that it is right behind one, where "per cent" is left out: "9 per cent and X for 11"."""
    share = last.measure.startswith("share") and last.number.start >= low and not number.percent
    again = share and SHARES_FOR.fullmatch(text, last.number.end, number.start)
    return replace(number, percent=True) if again else number


def joined_share(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "Eleven were major, and two thirds had to do with drugs": a share that goes on from a part before it."""
    if not last.part_of or last.measure != "disruptions" or last.number.start < low or not joins(text, last, number):
        return None
    match = CONCERNED.match(text, number.end, high)
    if match is None:
        return None
    return Figure(number, "share-of-disruptions", "disruption-part", number.start, match.end(), part_of=True)


def with_share(text: str, figure: Figure, other: Number | None) -> Figure:
    """A figure with the share, or the count, that is set off behind it: "disrupted 40 gangs (43%)"."""
    if (
        other
        and other.percent
        and figure.number.whole
        and figure.share is None
        and not figure.measure.startswith("share")
    ):
        return replace(figure, share=other.value)
    return count_first(text, figure, other)


def count_first(text: str, figure: Figure, other: Number | None) -> Figure:
    """ "31 per cent (212) of …", "half of the gangs (13)" is the count with its share, in whichever order they stand.

    A hedge belongs to the share; one in words that is hedged ("just over half") is too vague to be kept.
    """
    if other is None or not figure.number.percent:
        return figure
    vague = figure.number.qualifier != "exact" and not text[figure.number.start].isdigit()
    return replace(
        figure,
        number=other,
        share=None if vague else figure.number.value,
        measure="groups-disrupted" if "groups" in figure.measure else "disruptions",
        end=max(figure.end, other.end + text.startswith(")", other.end)),
    )
