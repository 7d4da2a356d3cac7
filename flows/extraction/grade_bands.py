"""Bodies that share a grade with others: "Essex joined Kent in the G band", "Surrey sits beside Sussex in it"."""

from __future__ import annotations

import re

from flows.extraction.grade_groups import Context, Group, groups_in
from flows.extraction.grades import Grade

# "Essex| joined |Kent"
JOINS = re.compile(
    r",?\s+(?:(?:has|have|had|also|both|all|now|again|then)\s+){0,3}(?:join(?:s|ed)?|(?:is|are|was|were|sits?|sat|stands?|stood)\s+"
    r"(?:with|alongside|beside))\s+(?:the\s+)?"
)
# "Kent| in the |G band"
IN_BAND = re.compile(r"\s+(?:in|on|at|among|within)\s+(?:the|its|a|an|that)\s+(?:\w+\s+)?[“\"‘']?")


def sharing(context: Context, grade: Grade) -> Group | None:
    """The bodies that a grade's band holds, those that joined it and those that were there; None where none joins."""
    if grade.frame != "noun":
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
