"""How much a sentence is about a body that it names: its subject, something between, or one named by the way.

Who is named by the way takes no "the force" of the sentences behind it where another body is spoken of: "Kent Police
was praised. It shares a helicopter with Essex Police. The force …" goes on about Kent Police. This is what the theory
of centering says of pronouns: what a sentence acts on is the last to be taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import COORDINATION, Mention
from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.remembered import once

SUBJECT, BETWEEN, BY_THE_WAY = 2, 1, 0

# What may stand before the subject of a sentence: "But the |BODY", "In 2023, |BODY", "Meanwhile |BODY".
OPENS = re.compile(
    r"[\W_]*(?:(?:but|and|yet|while|whereas|although|though|meanwhile|however|also|now|so|then|today|both|when|after)\b,?\s+)?"
    r"(?:(?:in|on|by|at|since|during|over|last|this|earlier|for|under|following)\s[^,;:.]{2,60},\s+)?"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
# "It …", "The force …", "In May its chief …": a sentence about what was named before it.
GOES_ON = re.compile(
    r"(?:its?|they|their|we|our|he|she|his|her|(?<=the\s)(?:force|service|unit|constabulary|brigade|agency|rocu|organisation)|"
    r"(?:this|that|our)\s+(?:force|service|unit))\b(?!['’]?s?\s+(?:said|told)\s+(?:that\s+)?[A-Z])",
    re.IGNORECASE,
)
# "|BODY has", "|BODY was": it is the subject of a clause.
ACTS = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,\s(?:which|who|the|an?)\s[^.;,]{3,120},)?,?\s+(?:also\s+|still\s+|now\s+|both\s+|officers\s+|staff\s+)?"
    r"(?:has|have|had|is|are|was|were|does|did|will|would|can|could|must|should|may|requires?|shows?|says?|reveals?|suggests?|\w+ed|\w+ing\s+(?:its|their))\b(?!\s+by\b)"
)
# "copied by |BODY", "more than |BODY", "passed to |BODY": it stands beside what the sentence is about.
BESIDE = re.compile(
    r"\b(?:with|alongside|by|than|unlike|like|from|to|at|for|between|via)\s+(?:[a-z]+\s+){0,4}?(?:the\s+)?"
    r"(?:(?:[A-Z][\w’'&-]*+|and\b|of\b|the\b|then\b|for\b|,)\s*+){0,12}$"
)
# "Inspectors criticised |BODY", "a report on |BODY", "the same story with |BODY": who is inspected is spoken of.
INSPECTED = re.compile(
    rf"(?:[Ii]nspect(?:ors?|orates?|ions?|ed)|{WATCHDOG.upper()}|HMI|[Ww]atchdog|[Rr]eports?|[Rr]eviews?|visit(?:s|ed)?|same\s+\w+(?=\s+(?:with|at|in|for)\b))\b[^.;]{{0,80}}$"
)
# "a scheme |which |BODY", "those |who left |BODY"
RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)\b[^,;:]*$")
LONGEST = 160


@once
def _weight(analysis: Analysis, start: int, end: int) -> int:
    """How much its sentence is about a body that is named at a slice: SUBJECT, BETWEEN or BY_THE_WAY."""
    text, sentence = analysis.text, analysis.sentence_at(start)
    if sentence is None:
        return BETWEEN
    if sentence.block.kind != "prose":
        return SUBJECT
    # Bodies side by side have the same part in a sentence: that of the first.
    for before in reversed(analysis.mentions_in(max(sentence.start, start - LONGEST), start)):
        if not COORDINATION.fullmatch(text, before.end, start):
            break
        start, end = before.start, before.end
    opening = OPENS.match(text, sentence.start, start)
    if opening and opening.end() == start:
        return SUBJECT
    low = max(sentence.start, start - LONGEST)
    if ACTS.match(text, end, sentence.end) or INSPECTED.search(text, low, start):
        return BETWEEN
    goes_on = opening is not None and GOES_ON.match(text, opening.end(), start) is not None
    by_the_way = goes_on or RELATIVE.search(text, low, start) or BESIDE.search(text, low, start)
    return BY_THE_WAY if by_the_way else BETWEEN


def most_salient(analysis: Analysis, found: Sequence[Mention], position: int) -> list[Mention]:
    """The mentions of a sentence that are not by the way, nor in a speech that a position behind it is not in."""
    return [mention for mention in found if _counts(analysis, mention, position)]


def _counts(analysis: Analysis, mention: Mention, position: int) -> bool:
    if (weight := _weight(analysis, mention.start, mention.end)) != BETWEEN:
        return weight == SUBJECT
    speech = analysis.quotation_at(mention.start)
    return speech is None or speech is analysis.quotation_at(position)
