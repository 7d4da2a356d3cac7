"""Areas that are part of another one: "Under the first of these headings, prevention was G"."""

from __future__ import annotations

import re

from flows.extraction.grades.areas import Areas
from flows.extraction.grades.grades import Grade

# "Under |the first of these headings|, |prevention was G": of a part of it. Read text in lower case.
WITHIN = re.compile(r"\W*(?:(?:and|but)\s+)?(?:within|in|inside|under|beneath|underneath|as\s+part\s+of)\s+")
PART = re.compile(r"(?:\s+\w+)?,\s+(?:(?:its|the|their|how)\s+)?")


def is_of_part(areas: Areas, one: re.Match[str], grade: Grade) -> bool:
    """Whether a grade is of a part of what its sentence opens with: "Under the first of these, Y was G"."""
    link = PART.match(areas.analysis.view.folded, one.end(), grade.start)
    if link is None or not WITHIN.fullmatch(areas.analysis.view.folded, grade.sentence.start, one.start()):
        return False
    return bool(areas.between(one.end(), link.end() + 1))
