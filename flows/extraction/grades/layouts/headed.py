"""Parts of a page that are each on one body, whose name heads them, and open with its grade: "Kent", "Good. Its …"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import RATED_BODIES, Context, Group, fire_services_of
from flows.extraction.grades.layouts.entries import Entry
from flows.extraction.grades.words.area_at import AreaAt, everyday
from flows.extraction.grades.words.hints import hints_of
from flows.extraction.grades.words.words import ANY, code_of

# "|Good|. Its budget is sound", "|Good|, although …", "It was judged |good| – though …": not "Good work was seen".
OPENING = re.compile(
    r"[*_\s]*(?:(?:it|the\s+(?:force|service|constabulary|brigade))\s+(?:is|was|has\s+been)\s+"
    rf"(?:(?:rated|graded|judged|found\s+to\s+be)\s+)?)?[“\"‘'*_]*(?P<grade>{ANY})[*_”\"’']*(?=\s*$|\s*[.;:–—(]|,\s)",
    re.IGNORECASE,
)
# One such part alone may say anything.
FEWEST = 2


def graded_parts(context: Context, areas: Areas, topic: str | None) -> dict[int, Entry]:
    """The grades that open the parts of a page on several bodies, by the index of their sentence; empty without such.

    They are of what the page is on: the `topic` of its report, else the one area named before the first of them.
    """
    heads = _heads(context.analysis)
    opened = {
        number: opening
        for number in heads
        if (opening := _opening(context.analysis, context.analysis.sentences[number])) is not None
    }
    if len(opened) < FEWEST:
        return {}
    first = min(group.start for group in heads.values())
    named = {area.code for area in areas.between(0, first) if not everyday(area)} - {"overall", "other"}
    code = topic or (named.pop() if len(named) == 1 else None)
    if code is None:
        return {}
    return {number: _entry(context, heads[number], number, opening, code) for number, opening in opened.items()}


def _heads(analysis: Analysis) -> dict[int, Group]:
    """The bodies that head the parts of a page, by the index of the sentence right below."""
    found: dict[int, Group] = {}
    for mention in analysis.sections:
        head = analysis.sentence_at(mention.start) if mention.body.kind in RATED_BODIES else None
        below = head.index + 1 if head else 0
        if 0 < below < len(analysis.sentences) and analysis.sentences[below].block.kind != "heading":
            found[below] = Group(mention.start, mention.end, (mention.body,), "listed")
    return found


def _opening(analysis: Analysis, sentence: Sentence) -> re.Match[str] | None:
    """The grade that opens a sentence and is its only one."""
    if len(analysis.triggers.within("grade", sentence.start, sentence.end)) != 1:
        return None
    return OPENING.match(analysis.text, sentence.start, sentence.end)


def _entry(context: Context, group: Group, number: int, opening: re.Match[str], code: str) -> Entry:
    analysis = context.analysis
    sentence = analysis.sentences[number]
    if context.of_services:
        group = fire_services_of(group, analysis.text) or group
    start, end = opening.span("grade")
    hints = hints_of(analysis, sentence)
    grade = Grade(
        start, end, code_of(opening["grade"]), "list", sentence, sentence.start, end, None, False, False, end, hints
    )
    return Entry(grade, group, AreaAt(code, None, start, end), None)
