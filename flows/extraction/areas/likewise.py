"""What is so too: "so was its leadership", "so is preventing them", of the ratings told before it."""

from __future__ import annotations

import re

from flows.extraction.areas.anaphora import with_verb
from flows.extraction.findings.anaphora import like
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group
from flows.extraction.grades.words.area_at import AreaAt

# "so is |preventing them"
DOING_IT = re.compile(r"(?P<verb>[a-z]+ing(?:\s+(?:to|with))?)\s+(?:it|them)\b")


def likewise(context: Context, areas: Areas, grade: Grade, told: list[Finding]) -> list[tuple[Group, AreaAt]]:
    """What "so is" adds to ratings: a body in their areas, areas of their bodies, or what else is done with those."""
    found = like(context, areas, grade, told)
    doing = DOING_IT.match(context.analysis.text, grade.end, grade.sentence.end) if told and not found else None
    if doing is None:
        return found
    group, words = told[0].group, told[0].area.words
    code = with_verb(doing["verb"], words, group.bodies) if words else None
    words = context.analysis.view.original(*doing.span())
    return [(group, AreaAt(code, words, *doing.span()))] if code else []
