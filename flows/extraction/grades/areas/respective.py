"""Areas that a sentence deals out to its grades: "Y and Z were judged G and G respectively", "Y: G – Z is strong"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.answers import REMARK, SET_OFF, opening_area
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.area_at import AreaAt

# What stands between grades that are told in a row.
JOINT = re.compile(r"[”\"’']?(?:,|,?\s+and|\s+&)\s+(?:(?:an?|as|one)\s+)?[“\"‘']?", re.IGNORECASE)


def areas_dealt_out(areas: Areas, sentence: Sentence, grades: Sequence[Grade]) -> list[AreaAt]:
    """One area for each of the grades of a sentence, in their order; none where it does not deal them out."""
    if remarked := _before_remark(areas, sentence, grades[0]) if grades else []:
        return remarked
    if len(grades) < 2 or areas.analysis.view.folded.find("respectively", sentence.start, sentence.end) < 0:
        return []
    text = areas.analysis.text
    if not all(JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(grades)):
        return []
    first, last = grades[0], grades[-1]
    for named in (areas.after(last, last.after, sentence.end), areas.before(first, sentence.start)):
        if len({area.code for area in named}) == len(named) == len(grades):
            return named
    return []


def _before_remark(areas: Areas, sentence: Sentence, grade: Grade) -> list[AreaAt]:
    """The area that opens a line, its grade right behind it and before a remark, whatever that speaks of."""
    text, opens = areas.analysis.text, opening_area(areas.analysis, sentence.start, grade.start)
    if opens is None or not REMARK.match(text, grade.end, sentence.end):
        return []
    area = next(iter(areas.between(opens, opens + 1)), None)
    return [area] if area and SET_OFF.fullmatch(text, area.end, grade.start) else []
