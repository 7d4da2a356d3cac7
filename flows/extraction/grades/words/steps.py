"""Less usual ways to give a grade: steps down or up to it, what inspectors call a body."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.grades.words.words import ANY, MARK, Word, any_of

# "was marked down again, to G", "fell two places to G".
_STEP = any_of(
    "down up back again further a one two three another rungs? grades? places? notch(?:es)? levels? steps? bands? "
    "lower higher that this judgement judgment grade rating mark "
    "verdict it its us them the our force service unit brigade constabulary all-round straight right"
)
MOVES_TO = re.compile(
    rf"\b(?P<verb>marked\s+(?:down|up)|dropped|fell|fallen|slipped|slumped|slid|sank|rose|risen|climbed|jumped|"
    rf"downgraded|upgraded|gone|went|moved|come|came|raised|lifted|lowered|stepped|edged|crept|advanced|improved|"
    rf"drops|falls|slips|slumps|slides|sinks|rises|climbs|jumps|goes|moves|steps|edges|creeps|advances|improves|raises|lifts|lowers)[\s,]+(?:{_STEP}[\s,]+){{0,5}}to\s+(?:an?\s+)?{MARK}"
)
# "had the force at G".
HAD_AT = re.compile(
    r"\b(?P<verb>had|has|have|puts?|saw)\s+(?:it|them|us|(?:the|our)\s+(?:force|unit|service|brigade|"
    r"constabulary))\s+(?:(?:down|now)\s+)?(?:at|as)\s+"
    rf"(?:an?\s+)?{MARK}",
)
# "with inspectors calling the force G"
CALLED = re.compile(
    rf"\b(?:inspectors|inspectorate|watchdog|report)\s+(?:[^.;:]{{3,90}}?\s(?:and|but)\s+)?(?:(?:has|have|had|also|now|then)\s+)?(?P<verb>call(?:s|ed|ing)?|found|finds?)\s+"
    rf"(?:(?:it|its|the|their|force|unit|service|brigade|constabulary)['’s]*\s+){{1,4}}{MARK}"
)
_BE = (" is", " was", " are", " were", "'s", "'re", " now", " still")
# "Now the inspectorate says it is G"
SAID = re.compile(
    rf"\b(?:inspectors|inspectorate|watchdog|{WATCHDOG}|hmi)\s+(?:(?:now|also|has|have)\s+)?(?P<verb>says?|said|finds?|found|concludes?|concluded|thinks?)\s+"
    rf"(?:that\s+)?(?:it|its|they|the\s+\w+)\s*(?:it\s+)?(?:is|was|are|were|['’](?:s|re))\s+(?:now\s+|still\s+)?{MARK}"
)
# "the grade of G| that it has just been given for Y", "the G| that Kent Police got for Y"
THAT_IT_GOT = re.compile(
    r"[\"']?,?\s+(?:(?:that|which)\s+)?(?:(?!(?:in|on|at|for|that|which|is|was|and|but|has|have|had|were)\b)[\w'’&-]+\s+|and\s+){1,8}?"
    r"(?:(?:has|have|had|was|were|is|"
    r"just|now|recently|also|since|been)\s+){0,4}(?:given|gave|awarded|handed|received|got|gets|holds|held|earned|achieved|won)"
    r"(?:\s+(?:it|them|us))?(?=\s+(?:at|in|for|on)\s)"
)
# "Surrey G| and Essex G"
GAPPED = re.compile(
    rf"[\"']?\s+and\s+(?:(?!(?:is|was|are|were|has|had)\b)[\w'&-]+\s+){{1,6}}?(?:as\s+|an?\s+)?[\"']?{ANY}\b"
)
# "The first two of those areas are now |G", "the latter is |G": of some of the areas just named.
OF_SOME = re.compile(
    r"(?:^|[.;:,]\s*|\b(?:and|but|while)\s+)[\"']?the\s+(?:(?:first|last)\s+(?:two|three|four|five)(?:\s+of\s+(?:these|those|them))?|"
    r"(?:first|second|third|fourth|last)\s+of\s+(?:these|those|them|the\s+(?:two|three|four))|former|latter)(?:\s+(?:areas|questions|categories))?\s+"
    rf"(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?:now|still|also|all|both|only|each)\s+)?{MARK}"
)
# "its work with victims, and that question is |G"
THAT_ONE = re.compile(
    r"(?:[,;–—-]\s+(?:(?:and|but|though|while)\s+)?|^\W*)(?:that|this)\s+(?:question|area|category|heading|strand|pillar|theme)\s+(?:is|was|remains)\s+"
    rf"(?:(?:now|still|also|only|merely)\s+)?{MARK}"
)
# "G was also the mark |for Y"
WAS_THE_MARK = re.compile(
    r"[\"']?(?:\s*[:,–—-]\s+(?:that|this|such))?\s+(?:was|is)\s+(?:also\s+|again\s+)?(?:the|its|their)\s+(?:\w+\s+)?(?:grad(?:e|ing)|mark|rating|verdict|judge?ment|score|"
    r"result|conclusion)(?:\s+(?:given|reached|too))?(?=\s+(?:for|on|at|in)\s)|"
    rf"[\"']?\s+(?:was|is)\s+the\s+(?:word|term|grade|mark)\s+(?:(?:used|chosen)|(?:that\s+)?(?:(?:the\s+)?(?:inspectors|inspectorate|watchdog)|{WATCHDOG}|it|they)\s+"
    r"(?:used|chose|gave|reached))(?=\s+(?:for|on|at|in)\s)"
)


def moved_to(word: Word) -> re.Match[str] | None:
    """The step of "fell two places to G"."""
    ends = word.plain.rstrip(" “\"‘'")
    return MOVES_TO.search(word.plain) if ends.endswith((" to", " to an", " to a")) else None


def had_at(word: Word) -> re.Match[str] | None:
    """The verb of "had the force at G"."""
    ends = word.plain.rstrip(" “\"‘'")
    return HAD_AT.search(word.plain) if ends.endswith((" at", " at an", " at a", " as", " as an", " as a")) else None


def called(word: Word) -> re.Match[str] | None:
    """The verb of "inspectors called the force G"."""
    return CALLED.search(word.plain) if "call" in word.plain else None


def said(word: Word) -> re.Match[str] | None:
    """The verb of "the inspectorate says it is G"."""
    ends = word.before.rstrip(" \"'")
    return SAID.search(word.before) if ends.endswith(_BE) else None


def is_of_these(word: Word) -> bool:
    """As in "the first two of these are G", "Y, and that question is G"."""
    before = word.before
    alone = word.after.lstrip(" \"'")[:1] in ".,;:)–—"
    if alone and ("that " in before or "this " in before) and THAT_ONE.search(before):
        return True
    numbered = any(piece in before for piece in ("the first", "the last", " of the", "the former", "the latter"))
    return numbered and OF_SOME.search(before) is not None


def is_gapped(word: Word) -> bool:
    """Whether another body or area and its grade stand behind a grade, without a verb: "Surrey G and Essex G"."""
    return bool(GAPPED.match(word.after))
