"""Tell whether a sentence is about a body that it names, or only names the body by the way.

A body named by the way is not what "the force" in a later sentence means: in "Kent Police was praised. It shares a
helicopter with Essex Police. The force …", the force is Kent Police. Compare centering theory: a pronoun stands for the
subject of the sentence before rather than for its objects.
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.remembered import cached

# "BODY| has", "BODY| was": the body is the subject of a clause.
ACTS = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,\s(?:which|who|the|an?)\s[^.;,]{3,120},)?,?\s+(?:also\s+|still\s+|now\s+|both\s+|officers\s+|staff\s+)?"
    r"(?:has|have|had|is|are|was|were|does|did|will|would|can|could|must|should|may|requires?|shows?|says?|reveals?|suggests?|\w+ed|\w+ing\s+(?:its|their))\b(?!\s+by\b)"
)
# "copied by |BODY", "more than |BODY", "passed to |BODY": the sentence is about something else.
BESIDE = re.compile(
    r"\b(?:with|alongside|by|than|unlike|like|from|to|at|for|between|via)\s+(?:[a-z]+\s+){0,4}?(?:the\s+)?"
    r"(?:(?:[A-Z][\w’'&-]*+|and\b|of\b|the\b|then\b|for\b|,)\s*+){0,12}$"
)
# "Inspectors criticised |BODY", "a report on |BODY", "the same story with |BODY": the sentence is about the body.
INSPECTED = re.compile(
    rf"(?:[Ii]nspect(?:ors?|orates?|ions?|ed)|{WATCHDOG.upper()}|HMI|[Ww]atchdog|[Rr]eports?|[Rr]eviews?|visit(?:s|ed)?|same\s+\w+(?=\s+(?:with|at|in|for)\b))\b[^.;]{{0,80}}$"
)
LONGEST = 160  # characters before a name


@cached
def is_named_in_passing(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the body named at a slice is not what its sentence is about; always false outside prose."""
    sentence = analysis.sentence_at(start)
    if sentence is None or sentence.block.kind != "prose" or ACTS.match(analysis.text, end, sentence.end):
        return False
    before = analysis.text, max(sentence.start, start - LONGEST), start
    return BESIDE.search(*before) is not None and not INSPECTED.search(*before)
