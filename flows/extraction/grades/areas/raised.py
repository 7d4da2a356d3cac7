"""Areas that the last of several grades says for all: "Kent was rated good, and Surrey inadequate, at Y"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import BESIDE, Grade
from flows.extraction.grades.groups.groups import Context, groups_in

# "G| in 2018, and again |G"
IN_YEAR_AND = re.compile(
    r"[”\"’']?\s+(?:back\s+)?in\s+(?:[A-Za-z]+\s+)?20\d\d(?:,?\s+and|,|\s+then|\s+to)\s+(?:(?:it|was|is|and|then|again|now|also|still|"
    r"rated|graded|judged|as)\s+){0,4}[“\"‘']?"
)
# "Kent was G| in 2021, while |Surrey was G at Y": what says when, and what leads on. Reads text in lower case.
LEADS_ON = re.compile(
    r"[\"']?(?P<when>\s+(?:(?:back\s+)?in\s+(?:[a-z]+\s+)?20\d\d|(?:a|two|three|four|five|six)\s+years?\s+(?:ago|earlier|before)|"
    r"last\s+(?:time|year)|before|previously|then))?(?:,?\s+(?:and|but|while|whilst|whereas|although|though)\s|,\s)"
)
# What a grade is of, right behind it.
OF_AREA = re.compile(r"[\"']?\s+(?:at|for|in|on|when\s+it\s+c[ao]mes?\s+to)\s")
# No more stands between two grades that share an area.
LONGEST = 120


def with_end_of_area(context: Context, areas: Areas, grades: list[Grade], number: int) -> Grade:
    """A grade as long as the words that say for it and for what follows it what they are of."""
    grade, following = grades[number], grades[number + 1 :]
    if not following:
        return grade
    gap = context.analysis.text[grade.end : following[0].start]
    if grade.frame == "moved" and grade.historic and ", and " not in gap and ", but " not in gap:
        grade = replace(grade, after=following[0].after)
    if series := _dated_series(context.analysis.text, grades[number:]):
        return replace(grade, after=series.after)
    last = None
    for one, other in pairwise(grades[number:]):
        if not _leads_on(context, areas, one, other):
            break
        last = other
    if last and OF_AREA.match(context.analysis.view.folded, last.after) and areas.after(last, last.after, last.right):
        return replace(grade, after=last.after)
    return grade


def _dated_series(text: str, grades: list[Grade]) -> Grade | None:
    """The last of "G in 2018, G in 2021 and is G in 2024 at Y", which says for all what they are of."""
    last = None
    for grade, following in pairwise(grades):
        if not IN_YEAR_AND.fullmatch(text, grade.end, following.start):
            break
        last = following
    return last


def _leads_on(context: Context, areas: Areas, one: Grade, other: Grade) -> bool:
    """Whether a grade names no area and leads on to one of another body, or of another time, that may name it."""
    folded, sentence = context.analysis.view.folded, one.sentence
    link = LEADS_ON.match(folded, one.after)
    if link is None or link.end() > other.start or other.start - link.end() > LONGEST:
        return False
    if ";" in folded[one.end : other.start] or areas.between(sentence.start, other.start):
        return False
    if one.historic != other.historic or link["when"]:
        return True
    if one.frame == BESIDE:
        return False
    before = {b for g in groups_in(context, sentence.start, sentence.end) if g.start < one.start for b in g.bodies}
    between = [g for g in groups_in(context, sentence.start, sentence.end) if one.end <= g.start < other.start]
    return any(group.form in ("name", "place") and before.isdisjoint(group.bodies) for group in between)
