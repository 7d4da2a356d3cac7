"""Sheets: lines of labels and values under the name of a body, one of which is its grade: "Grade: G, May 2023"."""

from __future__ import annotations

import re

from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import DATE
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.words.words import ANY, GRADE_LABEL

LINE = re.compile(
    rf"\W*{GRADE_LABEL}\s*[:–—|-]\W*{ANY}[”\"’'*_]*(?:(?:,|\s*\(|\s+[–—|-]|\s+in)\s*(?P<day>{DATE})\)?)?\W*",
    re.IGNORECASE,
)
# "Head: …", "Area covered – …": the lines of a sheet that may stand above its grade.
LABELLED = re.compile(r"\W*[A-Z][\w’' ]{1,40}(?::|\s[–—|-])\s")
LONGEST, LONGEST_LINE = 8, 160


def of_sheet(context: Context, grade: Grade, topic: str | None) -> tuple[Group, str | None] | None:
    """The body whose name heads a sheet that a grade is a line of, and the EDTF date of its report; None without one.

    The grade says not what it is of: its body must have but one, or the text be on one area.
    """
    analysis, block = context.analysis, grade.sentence.block
    may = grade.frame in ("list", "noun") and block.end - block.start <= LONGEST_LINE
    line = LINE.fullmatch(analysis.text, block.start, block.end) if may else None
    if line is None:
        return None
    for head in reversed(analysis.blocks[max(0, block.index - LONGEST) : block.index]):
        if LABELLED.match(analysis.text, head.start, head.end):
            continue
        named = groups_in(context, head.start, head.end) if head.kind == "heading" else []
        body = next((group for group in named if group.form not in ("pronoun", "noun")), None)
        if body is None or len(body.bodies) > 1 or not _heads(analysis.text, head.start, head.end, body):
            return None
        if not topic and body.bodies[0].kind != "regional-unit":
            return None
        return Group(body.start, body.end, body.bodies, "listed"), _day(line["day"])
    return None


def _heads(text: str, start: int, end: int, body: Group) -> bool:
    """Whether a line is the name of a body, whatever stands in brackets, or a short form in brackets ends it."""
    if not text[start : body.start].strip(" *#_“\"‘'"):
        return not text[body.end : end].strip(" *#_:.") or text[body.end : end].lstrip().startswith("(")
    return text[body.start - 1] == "(" and text[body.end : end].strip(" *#_:.") == ")"


def _day(said: str | None) -> str | None:
    parts = parts_of(said) if said else None
    day = parts.first_day() if parts else None
    return day.isoformat()[: 10 if parts.day else 7 if parts.month else 4] if parts and day else None
