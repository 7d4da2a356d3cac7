"""Grades that a sentence gives to none of the bodies a text names: to a country, a region's unit, an unknown "we"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.grades.frames.body_words import NATIONALLY, SUBJECT_GAP, THEY_GOT, UNIT_OF_REGION, WE
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import RATED_BODIES, Context, Group

# "None": a grade that nothing got.
NOTHING = re.compile(r"\W*(?:none|nil|nothing|n/a|no\s+(?:areas|forces|services|questions))\W*", re.IGNORECASE)
LONGEST_NOTHING = 20


def is_elsewhere(analysis: Analysis, grade: Grade, groups: list[Group], edge: int) -> bool:
    """Whether a sentence opens with the country as a whole, or its subject is the unit of a region without a name."""
    folded = analysis.view.folded
    if not any(group.start < grade.start for group in groups) and NATIONALLY.match(
        folded, grade.sentence.start, grade.start
    ):
        return True
    has_unit = folded.find("unit", grade.left, grade.start) >= 0
    unit = UNIT_OF_REGION.search(folded, grade.left, grade.start) if has_unit else None
    meant = unit and any(group.start < unit.end() and unit.start() < group.end for group in groups)
    return bool(unit and not meant and SUBJECT_GAP.fullmatch(folded, unit.end(), max(unit.end(), edge)))


def is_left_empty(analysis: Analysis, grade: Grade) -> bool:
    """Whether a line that ends its block has below it that nothing got its grade: "Forces rated G", below it "None"."""
    block = grade.sentence.block
    following = analysis.blocks[block.index + 1 : block.index + 2]
    if not following or following[0].end - following[0].start > LONGEST_NOTHING or grade.sentence.end != block.end:
        return False
    return NOTHING.fullmatch(analysis.text, following[0].start, following[0].end) is not None


def says_we_unknown(context: Context, grade: Grade) -> bool:
    """Whether "we" are graded in the words of somebody whose body is not known, in a text that names several."""
    analysis = context.analysis
    if not WE.search(analysis.text, grade.sentence.start, grade.start):
        return False
    named = {*analysis.mentions_of, *(place.body for place in analysis.places)}
    return sum(body.kind in RATED_BODIES for body in named) > 1


def says_of_others(context: Context, grade: Grade, found: Group) -> bool:
    """Whether a speaker says of others what they got, and nothing but who speaks makes it the speaker's own body."""
    quotation = context.analysis.quotation_at(grade.start)
    if quotation is None or quotation.start <= found.start < grade.start:
        return False
    speaker = context.speakers.get(quotation.start)
    low = max(grade.left, quotation.start)
    return found.bodies == (speaker,) and THEY_GOT.search(context.analysis.text, low, grade.start) is not None
