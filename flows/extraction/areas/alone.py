"""The only areas that a sentence names, which a grade is of wherever they stand: "there is one G, and it is for Y"."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extraction.areas.kinds import suiting
from flows.extraction.areas.things import AS_A_WHOLE
from flows.extraction.claims import Body
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.beside import EVERYDAY_GRADES
from flows.extraction.grades.frames.grades import BESIDE, Grade
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import AREA_GLUE, SEVERAL, SHORT
from flows.extraction.grades.words.words import WINDOW

# "two G grades, but |not for Y": what is said of an area may be that it has no such grade. Reads text in lower case.
DENIES = re.compile(
    r"\b(?:not?|without|except|bar|apart\s+from|other\s+than|save\s+for|instead|than|rather|unlike|despite)\b"
)
# "G|, where Y is hard": what is told by the way. Reads text in lower case.
ASIDE = re.compile(r";|,\s+(?:where|which|who|whose|while|whilst|although|though|because|as|and\s+that)\b")


# "its funding has been |G": a part of a body, of which no area is. Reads text in lower case.
ITS_SUBJECT = re.compile(
    r"\b(?:its|their)\s+(?P<part>[\w&-]+(?:\s+[\w&-]+){0,2}?)\s+(?:(?:has|have|had)\s+been|is|was|are|were)\s+(?:\w+\s+)?[\"']?$"
)


def _is_of_part(areas: Areas, grade: Grade) -> bool:
    """Whether a grade is said of something that a body has, which is no area."""
    its = ITS_SUBJECT.search(areas.analysis.view.folded, max(grade.left, grade.start - WINDOW // 3), grade.start)
    return its is not None and not AS_A_WHOLE.fullmatch(its["part"]) and not areas.between(its.start(), grade.start)


def alone(areas: Areas, grade: Grade, bodies: tuple[Body, ...]) -> list[AreaAt]:
    """The areas of a sentence that gives one grade alone, as its bodies can be graded in them.

    None where the sentence names several and they do not stand in one row: it does not say which of them is meant.
    """
    analysis, sentence = areas.analysis, grade.sentence
    others = (sentence.start, grade.start), (grade.end, sentence.end)
    if any(analysis.triggers.any_within("grade", low, high) for low, high in others):
        return []
    if grade.frame == BESIDE and not grade.quoted and grade.grade in EVERYDAY_GRADES:
        return []
    if _is_of_part(areas, grade):
        return []
    if SEVERAL.search(analysis.text, max(grade.left, grade.start - SHORT), grade.start):
        return []
    named = [a for a in areas.plain(sentence.start, sentence.end) if a.code not in ("overall", "other")]
    if len({area.code for area in named}) > 1 and not _are_in_a_row(areas, named):
        return []
    low, high = sorted((grade.start, named[0].start)) if named else (0, 0)
    if DENIES.search(analysis.view.folded, low, high) or ASIDE.search(analysis.view.folded, grade.end, high):
        return []
    return [fit for area in named if (fit := suiting(area, bodies))]


def names_others(areas: Areas, grade: Grade, over: list[AreaAt]) -> bool:
    """Whether another area stands before a grade in its clause than those it is taken to go on in."""
    named = areas.between(max(grade.left, grade.start - WINDOW), grade.start)
    return bool({area.code for area in named} - {area.code for area in over})


def _are_in_a_row(areas: Areas, named: list[AreaAt]) -> bool:
    text = areas.analysis.text
    return all(AREA_GLUE.fullmatch(text, one.end, other.start) for one, other in pairwise(named))
