"""What a whole text is on, where that is one area: a grade of a body needs no other words there to be of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from flows.extraction.areas.kinds import suiting
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import BESIDE, Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt, everyday

# How a body may be taken that no words of the sentence are of.
FROM_ELSEWHERE = ("context", "speaker", "noun")
# "G| at its job", "G| enough for it": of something that the sentence names. Not "G in the eyes of HMIC", "G in 2015".
# Reads text in lower case.
OF_ITS_OWN = re.compile(
    r"[\"']?\)?[\"']?\s+(?:at|for|under|enough|to|with|on|news|work|job|results?|in(?!\s+(?:20\d\d|the\s+(?:eyes|view|judge?ment)\s+of|"
    r"(?:its|their|this|that|the\s+\w+)\s+(?:eyes|report|inspection)|\w+(?:'s?)?\s+eyes)))\b"
)
# How far from its body a grade in no frame may stand.
NEAR = 60
# "sits at |G", "one step behind it (|G": what makes an everyday word a place on a scale.
PLACED = re.compile(r"(?:\b(?:as|at|is|are|was|were|be)\s+(?:(?:both|each|all|only|still|now)\s+)?|[(:–—-]\s?)[\"']?$")
# How far before a grade the area may be named that "this area" is.
NAMED_WITHIN = 2000
# "G| in this area", of the only one that a text has named so far.
THIS_AREA = re.compile(r"[”\"’']?\s+in\s+this\s+area\b")


def in_this_area(areas: Areas, grade: Grade, group: Group, topic: str | None) -> AreaAt | None:
    """What "in this area" is where the last area named is the one that the report is on."""
    if topic is None or not THIS_AREA.match(areas.analysis.text, grade.end):
        return None
    near = reversed(areas.between(max(0, grade.start - NAMED_WITHIN), grade.start))
    last = next((area for area in near if not everyday(area)), None)
    if last is None or last.code != topic:
        return None
    return suiting(AreaAt(topic, None, grade.start, grade.end), group.bodies)


def on_subject(
    areas: Areas, grade: Grade, group: Group, topic: str | None, rated: Mapping[str, set[str]]
) -> AreaAt | None:
    """The area of a grade that names none, in a text that is on one alone; None where a text is on none or several.

    `topic` is what its opening says that it is on, `rated` are the bodies rated in each area so far.
    """
    folded = areas.analysis.view.folded
    if group.form in FROM_ELSEWHERE or OF_ITS_OWN.match(folded, grade.end):
        return None
    if grade.frame == BESIDE:
        low = grade.left if group.form == "inverted" else group.end  # "nine are |G, X among them"
        if not 0 <= grade.start - low <= NEAR or not PLACED.search(folded, low, grade.start):
            return None
    unnamed = not rated and all(everyday(area) for area in areas.all)  # "how efficient each force is" names none
    code = topic if unnamed or rated.keys() == {topic} else areas.subject
    if code is None or not (code in rated or code == topic or _is_spoken_of(areas, code)):
        return None
    # What has been said of these bodies is not said again in other words.
    again = rated.get(code, set()) & {body.body_id for body in group.bodies}
    if again and not grade.historic:
        return None
    return suiting(AreaAt(code, None, grade.start, grade.end), group.bodies)


def _is_spoken_of(areas: Areas, code: str) -> bool:
    """Whether the headline names an area, or the text does so more than by the way."""
    at = list(islice((area.start for area in areas.all if area.code == code), 2))
    return len(at) > 1 or at[0] < areas.analysis.sentences[0].end
