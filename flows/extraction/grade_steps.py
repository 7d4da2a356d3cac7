"""Less usual ways to give a grade: steps down or up to it, what inspectors call a body, what is so "too"."""

from __future__ import annotations

import re

from flows.extraction.grade_words import ANY, LOOSE_NOUN, MARK, NOUN, Word, any_of

# "was marked down again, to G", "fell two places to G".
_STEP = any_of(
    "down up back again further a one two three another rungs? grades? places? notch(?:es)? levels? steps? bands? "
    "lower higher that this judgement judgment grade rating mark "
    "verdict it its us them the our force service unit brigade constabulary all-round straight right"
)
MOVES_TO = re.compile(
    rf"\b(?P<verb>marked\s+(?:down|up)|dropped|fell|fallen|slipped|slumped|slid|sank|rose|risen|climbed|jumped|"
    rf"downgraded|upgraded|gone|went|moved|come|came|raised|lifted|lowered|stepped|edged|crept|advanced|improved)[\s,]+(?:{_STEP}[\s,]+){{0,5}}to\s+(?:an?\s+)?{MARK}"
)
# "had the force at G".
HAD_AT = re.compile(
    r"\b(?P<verb>had|has|have|puts?|saw)\s+(?:it|them|us|(?:the|our)\s+(?:force|unit|service|brigade|"
    r"constabulary))\s+(?:(?:down|now)\s+)?(?:at|as)\s+"
    rf"(?:an?\s+)?{MARK}",
)
# "with inspectors calling the force G"
CALLED = re.compile(
    rf"\b(?:inspectors|inspectorate|watchdog|report)\s+(?:(?:has|have|also)\s+)?(?P<verb>call(?:s|ed|ing))\s+"
    rf"(?:(?:it|its|the|their|force|unit|service|brigade|constabulary)['’s]*\s+){{1,4}}{MARK}"
)
# "the grade of G| that it has just been given for Y"
THAT_IT_GOT = re.compile(
    r"[\"']?,?\s+(?:(?:that|which)\s+)?(?:it|they|we|the\s+\w+|inspectors|hmic(?:frs)?|hmics)\s+(?:(?:has|have|had|was|were|is|"
    r"just|now|recently|also|since|been)\s+){0,4}(?:given|gave|awarded|handed|received|got|gets|holds|held|earned|achieved|won)"
    r"(?:\s+(?:it|them|us))?(?=\s+(?:at|in|for|on)\s)"
)
# "Surrey G| and Essex G"
GAPPED = re.compile(
    rf"[\"']?\s+and\s+(?:(?!(?:is|was|are|were|has|had)\b)[\w'&-]+\s+){{1,6}}?(?:as\s+|an?\s+)?[\"']?{ANY}\b"
)
# "Its efficiency is G |too"
ITS_IS = re.compile(rf"^\W*its\s+it\s+(?:is|was)\s+{MARK}")
TOO = re.compile(r"[”\"’']?\s+(?:too|as\s+well)[.;]")

# "G |was also the mark for Y", where that opens a clause.
IS_THE_MARK = re.compile(
    rf"\s+(?:is|was|has\s+(?:again\s+)?been)\s+(?:(?:also|again|once\s+more|once\s+again|too|likewise)\s+)?(?:the|its|their|our)\s+(?:\w+\s+)?"
    rf"(?:{NOUN}|{LOOSE_NOUN})(?:\s+(?:given|awarded|handed\s+(?:out|down)))?(?=\s+(?:for|in|on)\s)"
)
OPENS_CLAUSE = re.compile(r"[\s\"']*(?:(?:and|but)\s+)?[\"']?")


def is_the_mark(word: Word) -> re.Match[str] | None:
    """The words behind the grade of "G was the mark for Y", which say that it was given for that."""
    opens = " the " in word.after or " its " in word.after or " our " in word.after or " their " in word.after
    return IS_THE_MARK.match(word.after) if opens and OPENS_CLAUSE.fullmatch(word.before) else None


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


def is_gapped(word: Word) -> bool:
    """Whether another body or area and its grade stand behind a grade, without a verb: "Surrey G and Essex G"."""
    return bool(GAPPED.match(word.after))


def is_too(word: Word) -> bool:
    """As in "Its leadership is G too", all of a sentence."""
    return bool(TOO.match(word.after) and ITS_IS.search(word.plain))
