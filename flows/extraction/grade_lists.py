"""Grades as headings over the bodies that got them: "GOOD", below it "Cleveland, Royal Berkshire"."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Block
from flows.extraction.claims import Body
from flows.extraction.grade_areas import AreaAt, Areas
from flows.extraction.grade_groups import Context, Group, groups_in
from flows.extraction.grade_words import NOUN, is_bare_grade
from flows.extraction.grades import Grade

# What may stand between the names of a list, or before one.
BETWEEN = re.compile(r"(?:[\s,;&/•*·|–—-]|and|the)*", re.IGNORECASE)
GRADED_AREA = re.compile(rf"\s+(?:{NOUN})", re.IGNORECASE)
LONGEST = 40


def bodies_under(context: Context, grade: Grade) -> list[Group]:
    """The bodies of each line below one that is no more than a grade; none where the next line says anything else."""
    analysis, block = context.analysis, grade.sentence.block
    if not is_bare_grade(analysis, block):
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
    analysis, here = context.analysis, (grade.start, grade.end)
    first = first_of_run(
        analysis, grade.sentence.block, context.first_lines, lambda line: bool(_only_names(context, line))
    )
    if first:
        start, end = analysis.blocks[first - 1].start, analysis.blocks[first - 1].end
        graded = [area for area in areas.between(start, end) if GRADED_AREA.match(analysis.text, area.end)]
        codes = {area.code for area in graded or areas.plain(start, end)}
        if len(codes) == 1:
            return AreaAt(codes.pop(), None, *here)
    return AreaAt(topic, None, *here) if topic else None


def first_of_run(analysis: Analysis, block: Block, known: dict[int, int], belongs: Callable[[Block], bool]) -> int:
    """The index of the first of the lines up to a bare grade that are grades or belong to them, without a gap.

    Those found are `known`: every grade of a long list would look through all the lines above it again.
    """
    index = block.index
    while index and index not in known:
        above = analysis.blocks[index - 1]
        if not is_bare_grade(analysis, above) and not belongs(above):
            break
        index -= 1
    return known.setdefault(block.index, known.get(index, index))


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
