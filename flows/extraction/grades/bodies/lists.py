"""Grades as headings over the bodies that got them, or under them: "GOOD", below it "Cleveland, Royal Berkshire"."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.claims import Body
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import COUNT
from flows.extraction.grades.words.words import ANY, NOUN, any_of, is_bare_grade

# What may stand between the names of a list, or before one.
BETWEEN = re.compile(r"(?:[\s,;&/•*·|–—-]|and|the)*", re.IGNORECASE)
# What introduces the names or areas below a grade in words: "Seven forces were put in this band: A, B and C".
INTRODUCES = re.compile(
    r"(?:(?:"
    + any_of(
        "the this that these those all both only just they it we here there force forces service services unit "
        "units brigade brigades areas area questions categories bodies others other remaining rest further another "
        "band group category grade level mark rating heading standard section in of at for with to on was were is "
        "are have has had put placed rated graded judged given got received awarded reached fell belong among "
        "amongst them including included includes include such as namely so follows following follow england wales "
        "and police fire rescue top bottom now did does do well doing better short strong weaker"
    )
    + rf"|{COUNT})\b[\s,:.–—-]*){{1,24}}",
    re.IGNORECASE,
)
LONGEST_INTRODUCTION = 140
# What tells that several are to follow: "The force is in Kent" introduces nothing.
SEVERAL = re.compile(
    rf"\b(?:forces|services|units|brigades|bodies|areas|questions|categories|these|those|they|band|group|{COUNT})\b|:",
    re.IGNORECASE,
)
# "A, B and 12 others"
AND_OTHERS = re.compile(rf"\s*,?\s+(?:and|plus)\s+{COUNT}\s+(?:others|more|other\s+\w+)", re.IGNORECASE)
# "Y: G", "G": what is all of a line of a list.
ITEM = re.compile(rf"(?:[^:–—|=\n]{{3,80}}?\s*[:–—|=-]\s*)?[“\"‘'*_]*{ANY}\W*", re.IGNORECASE)
ENDS = re.compile(r"[\s,;:.&/•*·|–—-]*")
GRADED_AREA = re.compile(rf"\s+(?:{NOUN})", re.IGNORECASE)
LONGEST = 40


def bodies_under(context: Context, grade: Grade) -> list[Group]:
    """The bodies of each line below one that is no more than a grade; none where the next line says anything else.

    Where the first of such lines in turn names bodies, a grade is that of the line above it.
    """
    analysis, block = context.analysis, grade.sentence.block
    if not is_bare_grade(analysis, block):
        return []
    first = _first_of_run(context, block)
    if not is_bare_grade(analysis, analysis.blocks[first]):
        above = _only_names(context, analysis.blocks[block.index - 1])
        return [above] if above else []
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
    first = _first_of_run(context, grade.sentence.block)
    if first:
        start, end = analysis.blocks[first - 1].start, analysis.blocks[first - 1].end
        graded = [area for area in areas.between(start, end) if GRADED_AREA.match(analysis.text, area.end)]
        codes = {area.code for area in graded or areas.plain(start, end)}
        if len(codes) == 1:
            return AreaAt(codes.pop(), None, *here)
    return AreaAt(topic, None, *here) if topic else None


def is_of_before(context: Context, grade: Grade) -> bool:
    """Whether the heading above such lists says that they are those of an earlier inspection."""
    analysis, first = context.analysis, _first_of_run(context, grade.sentence.block)
    above = analysis.blocks[first - 1] if first else None
    heads = above is not None and above.kind == "heading"
    return bool(above and heads and HISTORIC.search(analysis.view.folded, above.start, above.end))


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


def _first_of_run(context: Context, block: Block) -> int:
    return first_of_run(context.analysis, block, context.first_lines, lambda line: bool(_only_names(context, line)))


def start_of_items(context: Context, sentence: Sentence) -> int:
    """Where the run of lines begins, each an area and its grade, that a line stands in: all are of one body."""
    analysis, known, here = context.analysis, context.first_items, sentence.block.index
    if sentence.block.kind != "heading" or not _is_item(analysis, here):
        return sentence.start
    index = here
    while index and index not in known and _is_item(analysis, index - 1):
        index -= 1
    first = known.setdefault(here, known.get(index, index))
    return analysis.blocks[first].start if first < here else sentence.start


def _is_item(analysis: Analysis, index: int) -> bool:
    """Whether a line names no body and ends with its grade, or is no more than an area."""
    block = analysis.blocks[index]
    start, end = block.start, block.end
    if block.kind != "heading" or analysis.mentions_in(start, end) or analysis.places_in(start, end):
        return False
    if analysis.triggers.any_within("grade", start, end):
        return ITEM.fullmatch(analysis.text, start, end) is not None
    area = next(iter(analysis.areas_in(start, start + 1)), None)
    return area is not None and end - area.end < 2


def of_joint_heading(context: Context, grade: Grade) -> Group | None:
    """The bodies of a heading that is no more than several names, with no other between it and a grade's line."""
    analysis, index = context.analysis, grade.sentence.block.index
    for above in reversed(analysis.blocks[max(0, index - LONGEST) : index]):
        if above.kind == "prose":
            return None
        if analysis.mentions_in(above.start, above.end) or analysis.places_in(above.start, above.end):
            group = _only_names(context, above) if above.kind == "heading" else None
            return Group(group.start, group.end, group.bodies, "context") if group and len(group.bodies) > 1 else None
    return None


def introduction(text: str, start: int, first: int) -> bool:
    """Whether what stands before the first name or area of a line introduces it."""
    if first - start > LONGEST_INTRODUCTION or not SEVERAL.search(text, start, first):
        return False
    return bool(INTRODUCES.fullmatch(text, start, first))


def _only_names(context: Context, block: Block) -> Group | None:
    """The bodies of a line that holds nothing but names, or of its first sentence, where that introduces them."""
    text, at, end = context.analysis.text, block.start, block.end
    bodies: list[Body] = []
    named = groups_in(context, block.start, block.end)
    groups = [group for group in named if group.form not in ("pronoun", "noun")]
    first = groups[0].start if groups else at
    if not BETWEEN.fullmatch(text, at, first) and introduction(text, at, first):
        at = first
        sentence = context.analysis.sentence_at(first)
        end = sentence.end if sentence else end
    groups = [group for group in groups if group.start < end]
    for group in groups:
        if not BETWEEN.fullmatch(text, at, group.start):
            return None
        bodies += group.bodies
        at = group.end
    others = AND_OTHERS.match(text, at, end)
    if not groups or not ENDS.fullmatch(text, others.end() if others else at, end):
        return None
    return Group(groups[0].start, groups[-1].end, tuple(dict.fromkeys(bodies)), "listed")
