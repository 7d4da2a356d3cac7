"""A grade of a line or cell with what it is of, and whether a heading makes what stands below it an earlier one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt

# "Changes since the last report", "Comparison with the previous round" head grades of now.
COMPARES = re.compile(r"\b(?:since|from|after|compar\w+|than|changes?|progress|against|versus|vs)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade in a cell, what it belongs to, the year its row or column is headed with, and its report's EDTF date.

    `plausible`: how far what heads its column says that it is the grade that holds; the more the further.
    """

    grade: Grade
    group: Group | None
    area: AreaAt | None
    year: str | None
    day: str | None = None
    plausible: int = 0


def heads_earlier(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a heading says that what stands below is of an earlier inspection, and does not compare with that."""
    folded = analysis.view.folded
    found = HISTORIC.search(folded, start, end)
    if found and "in brackets" in folded[found.end() : end]:
        return False
    return found is not None and not COMPARES.search(folded, start, found.start())
