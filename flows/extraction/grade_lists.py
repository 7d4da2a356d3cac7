"""Grades as headings over the bodies that got them: "GOOD", below it "Cleveland, Royal Berkshire"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Block
from flows.extraction.claims import Body
from flows.extraction.grade_areas import AreaAt, Areas
from flows.extraction.grade_groups import Context, Group, groups_in
from flows.extraction.grade_words import NOUN, WORDS
from flows.extraction.grades import Grade

# What may stand between the names of a list, or before one.
BETWEEN = re.compile(r"(?:[\s,;&/•*·|–—-]|and|the)*", re.IGNORECASE)
GRADED_AREA = re.compile(rf"\s+(?:{NOUN})", re.IGNORECASE)
LONGEST = 40


def bodies_under(context: Context, grade: Grade) -> list[Group]:
    """The bodies of each line below one that is no more than a grade; none where the next line says anything else."""
    analysis, block = context.analysis, grade.sentence.block
    if not _is_bare_grade(analysis, block):
        return []
    found = []
    for line in analysis.blocks[block.index + 1 : block.index + 1 + LONGEST]:
        group = _only_names(context, line)
        if group is None:
            break
        found.append(group)
    return found


def area_above(context: Context, areas: Areas, grade: Grade, topic: str | None) -> AreaAt | None:
    """The area such a list is on: the only one of the line that introduces it, else the whole inspection's."""
    analysis, index = context.analysis, grade.sentence.block.index - 1
    while index >= 0 and (
        _is_bare_grade(analysis, analysis.blocks[index]) or _only_names(context, analysis.blocks[index])
    ):
        index -= 1
    here = (grade.start, grade.end)
    if index >= 0:
        start, end = analysis.blocks[index].start, analysis.blocks[index].end
        graded = [area for area in areas.between(start, end) if GRADED_AREA.match(analysis.text, area.end)]
        codes = {area.code for area in graded or areas.plain(start, end)}
        if len(codes) == 1:
            return AreaAt(codes.pop(), None, *here)
    return AreaAt(topic, None, *here) if topic else None


def _is_bare_grade(analysis: Analysis, block: Block) -> bool:
    line = analysis.text[block.start : block.end].strip(" *#_:.“”\"‘’'\n")
    return bool(WORDS.fullmatch(line))


def _only_names(context: Context, block: Block) -> Group | None:
    """The bodies of a line that holds nothing but names."""
    text, at = context.analysis.text, block.start
    bodies: list[Body] = []
    groups = groups_in(context, block.start, block.end)
    for group in groups:
        if group.form in ("pronoun", "noun") or not BETWEEN.fullmatch(text, at, group.start):
            return None
        bodies += group.bodies
        at = group.end
    if not groups or not BETWEEN.fullmatch(text, at, block.end):
        return None
    return Group(groups[0].start, groups[-1].end, tuple(dict.fromkeys(bodies)), "listed")
