"""Grades that a text names by their rank alone: "the highest possible mark", "the lowest of five grades"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.frames.grades import Grade, clause_around, stood_for
from flows.extraction.grades.words.words import WINDOW, plain
from schemas import vocabularies

# Reads text in lower case.
_GRADES = (
    r"(?:grades?|marks?|ratings?|gradings?|scores?|categor(?:y|ies)|bands?|brackets?|judge?ments?|"
    r"accolades?|honours?)\b"
)
TOP = re.compile(
    r"(?P<whose>the|its|'s|s')\s+(?:very\s+)?(?P<which>highest|top|lowest|bottom)\s+"
    rf"(?:(?:possible|available|overall)\s+)?(?:of\s+(?:the\s+|its\s+)?(?:four|five)\s+(?:possible\s+|available\s+)?)?{_GRADES}"
)
# Who gives it, or gets it, right before it: "was given the top mark", "awarded Kent Police its highest grade".
GETS = re.compile(
    r"\b(?:given|gave|awarded|awards|handed|received?|receives|got|gets?|earned|earns|achieved?|achieves|secured|won|"
    r"attained|gained|bagged|clinched|holds?|held|kept|keeps|retain(?:s|ed)|placed|put|into?|in)\s+(?:\w+\s+){0,4}$"
)
# "the inspectorate|’s highest mark"
OWNER = re.compile(r"(?:the\s+)?(?:\w+\s+)?(?:inspectorate|watchdog|inspector|it)\s*$")
AWARDS = re.compile(r"\b(?:gave|awarded|awards|gives|handed|placed|put)\s+(?:\w+['’s]*\s+){0,5}$")
# "the top mark in the region": of those there, and not of all there are; "the top grade, good".
AMONG = re.compile(r"\s+(?:in|of|among|across)\s+(?:the|its|any|all)\b|\s+(?:it|they)\s")
IN_NAME = re.compile(r"\s+(?:in|of|among|across)\s+(?=[A-Z])")


def top_grades(analysis: Analysis, sentence: Sentence) -> list[Grade]:
    """The best or the worst grade there is, where a clause that names none says that this was given."""
    starts = analysis.triggers.within("better-grade", sentence.start, sentence.end)
    return [grade for start in starts if (grade := _top(analysis, sentence, start))]


def _somewhere(analysis: Analysis, end: int) -> bool:
    """Whether a place stands behind a grade, "the top mark in Wales": a name with a capital, and no area."""
    link = IN_NAME.match(analysis.text, end)
    return link is not None and not analysis.areas_in(link.end(), link.end() + 1)


def _top(analysis: Analysis, sentence: Sentence, start: int) -> Grade | None:
    folded = analysis.view.folded
    match = TOP.match(folded, start, sentence.end)
    if match is None or AMONG.match(folded, match.end(), sentence.end) or _somewhere(analysis, match.end()):
        return None
    left, right = clause_around(folded, sentence, start, match.end())
    if analysis.triggers.any_within("grade", left, right):
        return None
    before = plain(analysis, max(left, start - WINDOW), start)
    if match["whose"] in ("'s", "s'"):
        before, owner = OWNER.subn("", before)
        if not owner:
            return None
    if not (AWARDS if match["whose"] == "its" else GETS).search(before):
        return None
    ranks = vocabularies.grade_ranks()
    code = (min if match["which"] in ("highest", "top") else max)(ranks, key=lambda grade: ranks[grade])
    return stood_for(analysis, sentence, (start, match.end()), (left, right), (code, "top"))
