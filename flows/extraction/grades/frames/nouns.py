"""Grades as nouns, or beside nouns like "rating": "a G rating", "an overall rating of G", "was awarded a G"."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.grades.words.steps import THAT_IT_GOT, WAS_THE_MARK
from flows.extraction.grades.words.words import (
    ANY,
    EITHER_NOUN,
    LOOSE_NOUN,
    MARK,
    NOUN,
    Word,
    any_of,
    is_another_one,
    word_of,
)

GIVEN = word_of(
    "given gave give gives giving awarded awards handed receives received receiving get gets getting got gained "
    "gains earned earns achieved achieves achieving held hold holds holding secured retained retains retaining "
    "maintained maintains has had have having with obtained scored won kept keeps keep keeping lost loses losing "
    "attained reached issued landed take takes took attracted carry carries carried settle_for settled_for settles_for "
    "picked_up picks_up bagged clinched notched collected collects share shares shared"
)
ADVERB = any_of(
    "still now again no_longer once_more also both each all only just already overall currently therefore likewise "
    "separately jointly particularly especially merely officially formally "
    "no_better_than no_more_than nothing_better_than no_higher_than nothing_higher_than any_higher_than "
    "any_better_than higher_than better_than"
)
ADVERBS = rf"(?:{ADVERB}\s+)"
# "G rating", "G efficiency rating"; "G marks"; "an overall rating of G", "the top mark – G".
BEFORE_NOUN = re.compile(
    rf"\s+(?:(?!(?:in|at|across|by|on|from|but|after|with|its?|their|the|an?|this|that|is|was|were|had|has)\b)\w[\w-]*\s+){{0,5}}?{NOUN}",
)
BEFORE_LOOSE_NOUN = re.compile(rf"\s+{LOOSE_NOUN}")
BEHIND_NOUN = re.compile(
    rf"{EITHER_NOUN}(?:(?:\s*'s)?\s+\w[\w’'-]*){{0,4}}?(?:,\s[^,;.]{{3,40}},|,\s+which)?\s*(?:\b(?:of|as|(?:is|was)\s+one\s+of|is|was|were|remains?)\b|\bto\s+be\b|"
    rf"[:–—,(-])\s*{ADVERBS}{{0,2}}(?:an?\s+(?:(?:plain|mere|simple|solid|straight)\s+)?)?{MARK}",
)
# "replaces a judgment of G with one of |G"
ONE_OF = re.compile(
    rf"\b{NOUN}\b[^.;:]{{1,90}}?\s(?:with|by|to|into|become|became|becomes)\s+one\s+of\s+(?:an?\s+)?{MARK}"
)
# "changing my judgment to G"
CHANGED_TO = re.compile(
    rf"\b(?:chang|rais|lift|lower|upgrad|downgrad|revis|improv|mov|tak|amend|put)\w*\s+(?:its|the|my|our|their|that|this|his|her)\s+(?:\w+\s+){{0,2}}"
    rf"{EITHER_NOUN}\s+(?:(?:up|down|back|from)\s+)?to\s+(?:an?\s+)?{MARK}"
)
# "was awarded a G", "the G given to".
HANDED = re.compile(
    rf"{GIVEN}\s+(?:{ADVERBS}|it\s+|itself\s+|the\s+(?:\w[\w-]*\s+){{0,3}}(?:force|service|unit|"
    r"brigade)\s+(?=an?\s))*"
    rf"(?:(?:an?|the|its|another)\s+)?(?:overall\s+)?{MARK}",
)
GIVEN_TO = re.compile(r"\s+(?:given|awarded|handed)\s+to\b")
AS_OBJECT = re.compile(
    r"\s*(?:$|[.,;:–—)]|(?:at|for|in|when(?=\s+it\s+c)|overall|on|from|under|again|too|to|today|this\s+(?:time|year)|respectively|"
    r"as\s+(?:a\s+place\s+to\s+work|an\s+employer)|(?:a|\w+)\s+years?\s+(?:ago|earlier|before))\b|"
    rf"and\s+(?:an?|one)\s+[\"']?{ANY}\b)",
)
# "handed a G by the watchdog"
BY_INSPECTORS = re.compile(
    rf"[\"']?\s+by\s+(?:(?:the|its|his|her)\s+)?(?:[\w'-]+\s+){{0,2}}(?:watchdog|inspect|{WATCHDOG})"
)
# "There was a G for Y", "its only G is for Y", "a further G on Y": with an article, and no noun behind it.
NOMINAL = re.compile(
    r"\b(?:an?|another|its|their|our|one|the\s+only|the\s+sole|the\s+lone)\s+(?:(?:further|first|second|third|fourth|fifth|straight|double|single|solitary|lone|"
    rf"only|sole|plain|mere|solid|overall|rare|more)\s+){{0,2}}{MARK}"
)
NOMINAL_OF = re.compile(
    r"[\"']?\s+(?:(?:is|was|came|apiece|each)\s+)?(?:for|on|over|in|at)\s(?!(?:all|nothing|the\s+end|itself)\b)"
)
GIVEN_FOR = re.compile(
    r"[\"']?\s+(?:(?:that|which)\s+was\s+)?(?:given|awarded|handed|earned|received)\s+(?:for|on|in|at)\s"
)
# "3 x G (efficiency, people)"
LONGEST_NEAR = len(" 12 x that  “")
TIMES = re.compile(rf"(?:^|[\s(])\d{{1,2}}\s?[x×]\s+{MARK}")
# "The |G| was for Y"
WAS_FOR = re.compile(r"[\"']?\s+(?:was|is|came)\s+(?:for|in)\s")
THE = re.compile(rf"\b(?:the|this|that)\s+{MARK}")


def noun(_: str, word: Word) -> int | None:
    """As in "received a G rating", "an overall rating of G", "a G for Y", "the top mark, G"; also "takes a “G”"."""
    if (
        is_another_one(word)
        or BEFORE_NOUN.match(word.after)
        or GIVEN_TO.match(word.after)
        or WAS_THE_MARK.match(word.after)
    ):
        return -1
    # An area may be made of many words, or hold the noun: "grade for Y is G", "overall rating of G".
    if BEHIND_NOUN.search(word.before) or BEHIND_NOUN.search(word.plain):
        return -1
    if " one of " in word.before and ONE_OF.search(word.before):
        return -1
    if word.before.rstrip("\"' a").endswith(" to") and CHANGED_TO.search(word.before):
        return -1
    handed = HANDED.search(word.plain)
    if handed and (word.quoted or AS_OBJECT.match(word.after) or BY_INSPECTORS.match(word.after)):
        return -1
    if NOMINAL_OF.match(word.after) and NOMINAL.search(word.before):
        return -1
    before, near = word.before, max(0, len(word.before) - LONGEST_NEAR)
    if TIMES.search(before, near) and word.after.lstrip("\"'").startswith((" (", ":", " –", " for")):
        return -1
    if THE.search(before, near) and (
        WAS_FOR.match(word.after) or THAT_IT_GOT.match(word.after) or GIVEN_FOR.match(word.after)
    ):
        return -1
    return -1 if word.quoted and BEFORE_LOOSE_NOUN.match(word.after) else None
