"""Clauses that tell an earlier grade of what was graded just before: "in 2019 it was G", "the grade then was G"."""

from __future__ import annotations

import re
from typing import Protocol

from flows.extraction.grades.frames.times import HISTORIC, LAST, NO_MORE
from flows.extraction.grades.words.words import NOUN, any_of

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = r"(?:19|20)\d\d\b(?!\s?[/–-]\s?\d)"
_VISIT = any_of("report inspection assessment round visit time look occasion")
_IN_YEAR = (
    rf"(?:back\s+)?(?:in|by|from|of)\s+(?:(?:the|its|our|their)\s+)?(?:[a-z]+\s+)?{_YEAR}"
    rf"(?:\s+(?:{_VISIT}|one))?"
)
_N = any_of("a an one two three four five six seven eight nine ten")
# When it was: "two years ago", "at the last inspection", "the year before". Reads text in lower case, as all here do.
_WHEN = (
    rf"(?:{_IN_YEAR}|(?:just\s+)?{_N}\s+years?\s+(?:ago|earlier|before(?:hand)?)|"
    rf"(?:(?:in|at|from|after)\s+)?(?:the|its|our|their|that)\s+(?:last|previous|earlier|first|old|same)\s+{_VISIT}|"
    rf"(?:in|at)\s+the\s+{_VISIT}\s+before|the\s+(?:year|time|{_VISIT})\s+before|"
    r"last\s+(?:time|year|spring|summer|autumn|winter)|"
    r"before(?:\s+(?:that|then|this))?|previously|formerly|earlier|then|at\s+(?:that|the)\s+time)"
)
# What had the grade, told of just before: the body, the area, the grade itself, or the report that gave it.
_TOLD = any_of(
    "force service constabulary brigade unit area answer result figure team report inspection inspectors one mark "
    "assessment score question heading category strand pillar theme"
)
_WHICH = any_of("same last previous earlier old original first overall final official corresponding whole")
_OF_THESE = r"of\s+(?:these|those|them|the\s+(?:two|three|four))"
_SUBJECT = (
    rf"(?:it|this|that|they|these|we|both(?:\s+{_OF_THESE})?|all\s+(?:two|three|four)(?:\s+(?:{_OF_THESE}|[a-z]+))?|"
    rf"the\s+(?:former|latter|(?:first|second|third|fourth|last)(?:\s+{_OF_THESE})?)|"
    rf"the\s+(?:{_WHICH}\s+){{0,2}}(?:{_TOLD}|{NOUN})(?:\s+{_WHEN})?)"
)
_WAS = (
    r"(?:was|were|had\s+(?:(?:also|too|both|all|only)\s+)?been)"
    r"(?:\s+(?:rated|graded|judged|found|classed|called|considered|thought))?"
)
_GOT = any_of(
    "got drew drawn received earned gained attracted scored achieved secured given awarded managed been_answered_with"
)
_SAID = any_of("said read had_it_at had_us_at had_them_at put_it_at had_us had_them gave_it gave_us stood_at")
_AGAINST = any_of("compares_with compared_with contrasts_with contrasted_with replaces replaced follows followed")
_ADVERB = r"(?:(?:too|also|only|still|just|merely|both|all|each|itself|down)\s+)"
RETOLD = re.compile(
    rf"\W*(?:(?:and|but|though|although|yet|while|whereas|where|when|since|because|as)\s+)?"
    rf"(?P<front>{_WHEN},?\s+(?:{_IN_YEAR},?\s+)?)?(?P<subject>{_SUBJECT})\s+{_ADVERB}?"
    rf"(?P<verb>{_WAS}|(?:(?:had|was|were)\s+)?{_ADVERB}?{_GOT}|had|{_SAID}|{_AGAINST})\s+{_ADVERB}?(?:(?:as|at|to\s+be|an?|the)\s+){{0,2}}[\"']?"
)
# "This time it was |G", "Two years on, the force is |G"
_NOW = (
    rf"(?:this\s+(?:time(?:\s+a?round)?|year|month|week|spring|summer|autumn|winter)|now|today|{_N}\s+years?\s+(?:on|later)|"
    rf"(?:in|at|from)\s+(?:the|its|this)\s+(?:new|newest|latest|most\s+recent)\s+{_VISIT})"
)
AFRESH = re.compile(
    rf"\W*(?:(?:and|but|though|although|yet|while|whereas)\s+)?{_NOW},?\s+(?P<subject>{_SUBJECT})\s+{_ADVERB}?"
    rf"(?:{_WAS}|is|are|(?:has|have)\s+been(?:\s+(?:rated|graded|judged))?|(?:has\s+)?{_GOT}|gets?|{_SAID})\s+{_ADVERB}?"
    r"(?:(?:as|at|to\s+be|an?|the)\s+){0,2}[\"']?"
)
ENDS = re.compile(r"[\"']?\s*(?:$|[.,;:)–—]|\b(?:and|but|while|instead|again)\b)")
BEHIND = re.compile(rf"[\"']?,?\s+(?:there,?\s+)?{_WHEN}")
PLUPERFECT = re.compile(r"had\s+(?!it\b|us\b|them\b)\w")
AGAINST = re.compile(_AGAINST)
# "the last one said", "the old grade was"
OF_OLD = re.compile(rf"the\s+(?:last|previous|earlier|old|first|original|same|2\d\d\d)\s|.*\s(?:{_WHEN})$")
# "since 2019|, when it was G"
OF_YEAR = re.compile(r"\b(?:(?:19|20)\d\d|years?\s+(?:ago|earlier|before)|last\s+year),$")
LONGEST_YEAR = 16
# "it was good |to see"
SOMETHING_ELSE = re.compile(r"\s+(?:to|that|of|enough|as)\b")
LONGEST = 110


class Place(Protocol):
    """Where a grade stands and its clause begins."""

    start: int
    end: int
    left: int


def _openings(folded: str, low: int, at: Place) -> set[int]:
    """Where the clause of a grade may begin: at its edge, at the sentence, or behind one of the last commas."""
    last = folded.rfind(", ", max(low, at.start - LONGEST), at.start)
    before = folded.rfind(", ", max(low, at.start - LONGEST), last) if last > 0 else -1
    return {at.left, low, *(comma + 1 for comma in (last, before) if comma >= 0)}


def afresh(folded: str, low: int, at: Place) -> re.Match[str] | None:
    """The clause before a grade, if that tells a newer grade of what was graded just before, and nothing else."""
    if not ENDS.match(folded, at.end):
        return None
    tried = (
        AFRESH.fullmatch(folded, opens, at.start) for opens in _openings(folded, low, at) if at.start - opens < LONGEST
    )
    return next(filter(None, tried), None)


def retold(folded: str, low: int, at: Place) -> re.Match[str] | None:
    """The clause before a grade, if that tells of an earlier grade of what was graded just before.

    The clause begins where the grade's does, or with the sentence at `low`.
    """
    for opens in _openings(folded, low, at):
        if (
            at.start - opens > LONGEST
            or SOMETHING_ELSE.match(folded, at.end)
            or not (found := RETOLD.fullmatch(folded, opens, at.start))
        ):
            continue
        earlier = (
            found["front"]
            or OF_YEAR.search(folded, max(low, opens - LONGEST_YEAR), opens)
            or AGAINST.match(found["verb"])
            or PLUPERFECT.match(found["verb"])
            or OF_OLD.match(found["subject"])
        )
        if earlier or BEHIND.match(folded, at.end):
            return found
    return None


def had_been_alone(text: str, start: int, end: int) -> bool:
    """Whether "had been" is all that makes the grades of a sentence earlier ones, as in minutes."""
    found = HISTORIC.findall(text, start, end) if text.find("had been", start, end) >= 0 else []
    return bool(found) and all(words.lower().endswith("had been") for words in found)


def is_of_last(text: str, start: int, end: int) -> bool:
    """Whether a sentence gives a grade as that of the last inspection, and nothing in it says that it holds no more."""
    return bool(LAST.search(text, start, end)) and not NO_MORE.search(text, start, end)
