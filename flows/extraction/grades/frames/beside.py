"""Words that are a grade by what stands beside them alone, in no frame of their own: an area, in a text on grades."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.grades.frames.body_words import PLACE_GAP
from flows.extraction.grades.words.area_words import CLAUSE_BETWEEN
from flows.extraction.grades.words.talk import speaks_of
from flows.extraction.grades.words.words import Word

# Grades that are everyday words: they say less than a grade where nothing else makes them one.
EVERYDAY_GRADES = ("good", "adequate")
# "Leadership is |good": praise, unless a text speaks of grades.
FOR = re.compile(r"\s+(?:\w+\s+){0,2}(?:at|for|in)\s")
COPULA = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:(?:also|all|both|each|now|still)\s+)?$")
# No more is looked at before a word for these.
LONGEST_NEAR = 32
# "for good", "no good", "does good": no grade.
EVERYDAY = re.compile(
    r"\b(?:for|do|does|did|done|doing|no|the\s+common|the\s+greater|much|make|makes|made|making|feel|feels|look|looks|"
    r"looked|sounds?|be|being|it['’]s|that['’]s|not)\s+$"
)

# What somebody says of it, who is no inspector: "called the response G".
OPINION = re.compile(
    r"\b(?:call(?:s|ed|ing)?|thinks?|thought|felt|feels?|believe[sd]?|told|claim(?:s|ed)?|insist(?:s|ed)?|shout\w*|complain\w*|"
    r"promise[sd]?|said)\b[^;:]*$"
)
INSPECTORS = re.compile(rf"\binspect(?:ors?|orate)\b|\b{WATCHDOG}|\bwatchdog\b|\breport\b|\bhmi\b")
# What may stand between an area and its grade: no more than a short predicate.
PREDICATE = re.compile(
    r"[\"')]*[\s,:;–—(|…=.✔✖✓→-]*(?:(?!(?:and|or|that|who|of|with|than|because|but|while|said|says)\b)"
    r"[\w'’-]+[\s,:–—(-]+){0,6}(?:and\s+(?:is|are|was|were|has\s+been)\s+(?:now\s+|also\s+|still\s+)?)?[\"'(]?"
)


def is_right_behind(text: str, form: str, end: int, start: int) -> bool:
    """Whether a grade stands right behind bodies that end there, or behind no more than a verb: "Kent is G"."""
    named = form in ("name", "place", "listed") and end <= start
    return named and bool(PLACE_GAP.fullmatch(text, end, start))


def is_beside(folded: str, start: int, last: int) -> bool:
    """Whether areas that end at `last` stand right beside a grade behind them: as what its few words are said of."""
    by_the_way = CLAUSE_BETWEEN.match(folded[last:start])
    return bool(PREDICATE.fullmatch(folded, last + (by_the_way.end() if by_the_way else 0), start))


def may_be_beside(analysis: Analysis, word: Word) -> bool:
    """Whether a word that nothing speaks against may be the grade of an area in its sentence."""
    start, end = word.sentence.start, word.sentence.end
    on_grades, on_inspections = speaks_of(analysis.view.folded)
    everyday = not word.quoted and word.grade in EVERYDAY_GRADES
    near = word.before[-LONGEST_NEAR:]
    if not on_inspections or (everyday and EVERYDAY.search(near)):
        return False
    if everyday and not on_grades and COPULA.search(near) and not FOR.match(word.after):
        return False
    named = analysis.areas_in(start, end) or analysis.mentions_in(start, end) or analysis.places_in(start, end)
    if not named and analysis.view.folded.find("both", start, end) < 0:
        return False
    return not OPINION.search(word.before) or bool(INSPECTORS.search(word.before))
