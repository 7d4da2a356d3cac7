"""Whether a grade without an area goes on in the area of another body's: "Kent was G at Y and Surrey G"."""

from __future__ import annotations

import re

from flows.extraction.areas.kinds import suited
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group

SOC = "serious-and-organised-crime"
UNIT = "regional-unit"
# "is rated G| overall", "G| as a whole": its own area. Reads text in lower case, as all here do.
OVERALL = re.compile(r"[\"']?,?\s+(?:overall|as\s+a\s+whole|across\s+the\s+board)\b(?!\s+(?:for|at|in)\b)")
OVERALL_BEFORE = re.compile(r"\boverall,?\s+(?:\w+\s+){0,2}[\"']?$")
# "G| in its report last month": of what that is on, in a sentence of its own.
IN_ITS_OWN = re.compile(
    r"[\"']?\s+(?:in|after|following)\s+(?:its|their)\s+(?:own\s+)?(?:(?:last|latest|most\s+recent|previous|first|\d{4})\s+)?"
    r"(?:report|inspection|assessment)\b"
)


def says_overall(folded: str, grade: Grade) -> bool:
    """Whether a grade is said to be that of a body as a whole."""
    if OVERALL.match(folded, grade.end, grade.sentence.end):
        return True
    return OVERALL_BEFORE.search(folded, max(grade.left, grade.start - 30), grade.start) is not None


def goes_on_in_its(folded: str, grade: Grade, group: Group, last: Finding) -> bool:
    """Whether a grade may be of the area that the rating before, of other bodies, is of."""
    code = last.area.code
    if code == "overall" or set(last.group.bodies) & set(group.bodies):
        return False
    if not all(code in suited(body.kind) for body in group.bodies):
        return False
    if code != SOC and any(body.kind == UNIT for body in group.bodies):
        return False  # a unit is graded in nothing else
    if says_overall(folded, grade):
        return False
    return last.grade.sentence is grade.sentence or not IN_ITS_OWN.match(folded, grade.after, grade.sentence.end)
