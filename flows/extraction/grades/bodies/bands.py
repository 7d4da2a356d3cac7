"""Bodies that share grades, or get one each: "both were G at Y", "Essex joined Kent in the G band", "A and B: G, H"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.areas.respective import JOINT
from flows.extraction.grades.frames.body_words import BOTH_WERE, SOMEWHERE
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group, groups_in

# "Essex| joined |Kent"
JOINS = re.compile(
    r",?\s+(?:(?:has|have|had|also|both|all|now|again|then)\s+){0,3}(?:join(?:s|ed)?|(?:is|are|was|were|sits?|sat|stands?|stood)\s+"
    r"(?:(?:now|still)\s+)?(?:with|alongside|beside|in\s+the\s+same\s+(?:club|band|bracket|category|league|company|position)\s+as))\s+(?:the\s+)?"
)
# "Kent| in the |G band"
IN_BAND = re.compile(
    r"(?:\s+(?:in|on|at|among|within)\s+(?:the|its|a|an|that)\s+(?:\w+\s+)?|"
    r"\s+as\s+(?:the\s+(?:only|two|other|latest)|one\s+of|an?other)\s[^,;.]{0,60}?\b(?:to\s+(?:get|be|have|earn|receive|achieve|hold|gain)|with|"
    r"rated|graded|judged)\s+(?:(?:rated|graded|judged|been|as)\s+){0,2}(?:an?\s+)?|,?\s+(?:both\s+)?with\s+an?\s+)[“\"‘']?"
)
# How many sentences before may name the two that "both" are.
LOOK_BACK = 3
# "KENT and ESSEX |were each rated| G and H": then both have both.
EACH = re.compile(r"\b(?:each|both|all|either)\b", re.IGNORECASE)
# "G and H |in 2018 and 2022": the grades may be of these.
OTHERWISE = re.compile(r"[^.;]{0,60}?\b(?:in|from)\s+[^.;,]{0,12}20\d\d\s+and\s+[^.;,]{0,12}20\d\d\b")
# How far behind its bodies the first grade stands at most, and behind the last one what all are for.
FURTHEST = 60
FOR_WITHIN = 100


def both_before(context: Context, grade: Grade, count: int) -> Group | None:
    """The two bodies of "both were G at Y", the only ones that the last sentence names which names any.

    None where it speaks of no bodies, a group without any where it leaves them open. `count` is that of the areas
    before the grade: where there are two of these, "both" may be them.
    """
    folded, sentence = context.analysis.view.folded, grade.sentence
    both = BOTH_WERE.search(folded, grade.left, grade.start) if "both" in grade.hints else None
    if both is None or count > 1:
        return None
    if any(group.form != "pronoun" for group in groups_in(context, sentence.start, grade.start)):
        return None
    for previous in reversed(context.analysis.sentences[max(0, sentence.index - LOOK_BACK) : sentence.index]):
        groups = [
            group
            for group in groups_in(context, previous.start, previous.end)
            if group.form != "pronoun"
            and not (group.form == "place" and SOMEWHERE.search(folded, previous.start, group.start))
        ]
        bodies = tuple(dict.fromkeys(body for group in groups for body in group.bodies))
        if bodies:
            return Group(both.start(), both.end(), bodies if len(bodies) == 2 else (), "set")
    return None


def sharing(context: Context, grade: Grade) -> Group | None:
    """The bodies that a grade's band holds, those that joined it and those that were there; None where none joins."""
    if grade.frame not in ("noun", "judged"):
        return None
    text = context.analysis.text
    groups = groups_in(context, grade.sentence.start, grade.sentence.end)
    before = [group for group in groups if grade.left <= group.start and group.end <= grade.start][-2:]
    if len(before) < len(("joins", "joined")) or any(group.form in ("pronoun", "noun") for group in before):
        return None
    one, other = before
    if not JOINS.fullmatch(text, one.end, other.start) or not IN_BAND.fullmatch(text, other.end, grade.start):
        return None
    return Group(one.start, other.end, tuple(dict.fromkeys((*one.bodies, *other.bodies))), "name")


def dealt_out(context: Context, sentence: Sentence, grades: Sequence[Grade]) -> list[Group] | None:
    """One body for each of the first grades of a sentence: "A and B were judged G and G respectively"."""
    at = context.analysis.view.folded.find("respectively", sentence.start, sentence.end) if len(grades) > 1 else -1
    told = [grade for grade in grades if grade.end <= at]
    if len(told) < len(("one", "other")):
        return dealt_in_order(context, sentence, grades)
    for group in groups_in(context, sentence.start, told[0].start):
        if len(group.bodies) == len(told):
            return [replace(group, bodies=(body,), form="name") for body in group.bodies]
    return None


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
