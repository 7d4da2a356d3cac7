"""Areas that the sentence before a grade is on as part of a report: "Protection was the part … We were marked G"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.area_kinds import suiting
from flows.extraction.claims import Body
from flows.extraction.grade_areas import AreaAt, Areas
from flows.extraction.grade_days import day_at
from flows.extraction.grades import Grade

# "Protection| was the part of the report …". Reads text in lower case.
IS_PART = re.compile(
    r"\s+(?:was|is|were|has\s+been)\s+(?:\w+\s+)?(?:the|that|our|its)\s+(?:\w+\s+)?(?:part|side|section|chapter|page|bit)\s+of\s+"
    r"(?:the|that|their|our|its|this)\s+(?:\w+\s+){0,2}(?:report|inspection|assessment)\b"
)
# When it was, where that is before: "Two years ago |protection was …". Reads text in lower case.
AGO = re.compile(
    r"[\s\"'“‘]*(?P<when>(?:one|two|three|four|five|six|seven|\d)\s+years\s+ago|(?:back\s+)?in\s+(?:19|20)\d\d|last\s+time|a\s+year\s+ago),?\s+"
)
# "We were marked G", "It was judged G".
PASSIVE = re.compile(r"[\s\"'“‘]*(?:we|it|they|the\s+\w+)\s+(?:were|was)\s+(?:\w+\s+)?$")


@dataclass(frozen=True, slots=True)
class Talk:
    """An area spoken of, whether as of an earlier report, and the EDTF date of that."""

    area: AreaAt
    earlier: bool
    day: str | None


def part_of_report(areas: Areas, grade: Grade, bodies: tuple[Body, ...], report: str | None) -> Talk | None:
    """The area of the sentence before, said to be part of a report; `report` is the date of the newest."""
    analysis, sentence = areas.analysis, grade.sentence
    folded, previous = analysis.view.folded, analysis.sentences[max(0, sentence.index - 1)]
    if previous is sentence or previous.block is not sentence.block or grade.verb is None:
        return None
    if not PASSIVE.fullmatch(folded, sentence.start, grade.verb):
        return None
    speech = folded.find(': "', previous.start, previous.end)
    low = speech + 1 if speech >= 0 else previous.start
    ago = AGO.match(folded, low, previous.end)
    opens = ago.end() if ago else low
    for area in areas.between(previous.start, previous.end):
        if areas.opens(area, opens) and IS_PART.match(folded, area.end, previous.end):
            fit = suiting(area, bodies)
            day = day_at(analysis, ago.start("when"), report) if ago else None
            return Talk(AreaAt(fit.code, None, grade.start, grade.end), ago is not None, day) if fit else None
    return None
