"""Ratings told together, which others have too: "Surrey Police was given the same three grades"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.bodies.bodies import bodies_for
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group
from flows.extraction.grades.words.area_at import AreaAt

# "the same three grades", "identical marks": all that were told of a body. Reads text in lower case.
SAME_FEW = re.compile(
    r"(?:(?:the\s+(?:very\s+)?same|those)\s+(?:(?P<n>two|three|four|five)\s+|set\s+of\s+)?|identical\s+)"
    r"(?:grad(?:es|ings)|ratings|marks|judge?ments|verdicts|scores|results)\b(?!\s+(?:of|are|as)\b)"
)
# How many sentences may stand between ratings that are told together, and of how many these are the last.
APART, LATELY = 2, 12


def together(findings: Sequence[Finding], grade: Grade) -> list[Finding]:
    """The last ratings before a grade, one in each area, as far back as they are of the same bodies and stand near."""
    found: dict[str, Finding] = {}
    index, bodies = grade.sentence.index, findings[-1].group.bodies if findings else ()
    for finding in reversed(findings[-LATELY:]):
        here = finding.grade.sentence.index
        if finding.group.bodies != bodies or index - here > APART:
            break
        index = here
        if finding.area.code not in ("overall", "other"):
            found.setdefault(finding.area.code, finding)
    return list(reversed(found.values()))


def same_few(context: Context, grade: Grade, findings: Sequence[Finding]) -> list[Finding]:
    """The ratings that "the same grades" gives another body; none unless as many were told of one as it says."""
    few = SAME_FEW.match(context.analysis.view.folded, grade.start)
    told = [one for one in together(findings, grade) if not one.grade.historic] if few else []
    if not few or len(told) != (NUMBERS[few["n"]] if few["n"] else max(2, len(told))):
        return []
    group = bodies_for(context, grade, None, told[0].area.code)
    if group is None or set(group.bodies) & set(told[0].group.bodies):
        return []
    here = (grade.start, grade.end)
    return [
        Finding(replace(grade, grade=one.grade.grade), group, AreaAt(one.area.code, None, *here), "rating-judged")
        for one in told
    ]


def is_of_another(last: Finding | None, area: AreaAt, grade: Grade, group: Group) -> bool:
    """Whether the rating before is another body's in the same area, in the same sentence or the one before."""
    if last is None or grade.sentence.index - last.grade.sentence.index > 1:
        return False
    return last.area.code == area.code and not set(last.group.bodies) & set(group.bodies)
