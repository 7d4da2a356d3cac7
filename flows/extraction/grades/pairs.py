"""As many grades as bodies, side by side: "KENT and ESSEX were rated G and H for Y", each body has its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extraction.analysis.layout import Sentence
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Context, Group, groups_in
from flows.extraction.grades.respective import JOINT

# "KENT and ESSEX |were each rated| G and H": then both have both.
EACH = re.compile(r"\b(?:each|both|all|either)\b", re.IGNORECASE)
# "G and H |in 2018 and 2022": the grades may be of these.
OTHERWISE = re.compile(r"[^.;]{0,60}?\b(?:in|from)\s+[^.;,]{0,12}20\d\d\s+and\s+[^.;,]{0,12}20\d\d\b")
# How far behind its bodies the first grade stands at most, and behind the last one what all are for.
FURTHEST = 60
FOR_WITHIN = 100


def dealt_in_order(context: Context, sentence: Sentence, grades: Sequence[Grade]) -> list[Group] | None:
    """One body for each of the first grades of a sentence, none for any where others than these may be dealt out."""
    text = context.analysis.text
    if len(grades) < 2 or not JOINT.fullmatch(text, grades[0].end, grades[1].start):
        return None
    run = 2
    while run < len(grades) and JOINT.fullmatch(text, grades[run - 1].end, grades[run].start):
        run += 1
    if len({grade.grade for grade in grades[:run]}) < 2:
        return None
    first, last = grades[0], grades[run - 1]
    before = [
        g for g in groups_in(context, sentence.start, sentence.end) if first.left <= g.start and g.end <= first.start
    ]
    group = before[-1] if before else None
    if group is None or len(group.bodies) != run or first.start - group.end > FURTHEST:
        return None
    if group.form not in ("name", "place") or EACH.search(text, group.start, first.start):
        return None
    high = min(sentence.end, last.end + FOR_WITHIN)
    areas = {area.term.codes for area in context.analysis.areas_in(last.end, high)}
    open_ = len(areas) > 1 or OTHERWISE.match(text, last.end, high) is not None
    return [replace(group, bodies=() if open_ else (body,), form="name") for body in group.bodies]
