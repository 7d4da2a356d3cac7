"""Whether a text speaks of grades or inspections at all; where it does not, words like "good" are mere praise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flows.extraction.analysis.bodies.watchdogs import PIECES, PROGRAMMES
from flows.extraction.grades.words.area_at import AreaAt

# Pieces of folded text; "operated" is no grade.
GRADING = (" graded", " grade ", " grades", " rated ", " rating", " judged", "judgement", "judgment")
GRADES = (
    *GRADING,
    "inadequate",
    "requires improvement",
    "requires-improvement",
    "require improvement",
    "required improvement",
    "requiring improvement",
    " assessed as",
)
# "Chief Inspector" is a rank.
INSPECTION = (
    *("inspected", "inspection", "inspectors", "inspectorate", "inspector of", "watchdog"),
    *(*PIECES, *PROGRAMMES),
)


@lru_cache(maxsize=2)
def speaks_of(folded: str) -> tuple[bool, bool]:
    """Whether a text speaks of grades, and whether of them or of inspections."""
    on_grades = any(piece in folded for piece in GRADES)
    return on_grades, on_grades or any(piece in folded for piece in INSPECTION)


def is_mere_praise(folded: str, frame: str, areas: Sequence[AreaAt]) -> bool:
    """Whether a line praises what is in no vocabulary ("Food: good"), in a text on no grading or inspection."""
    if frame != "list" or any(area.code != "other" for area in areas):
        return False
    return not _speaks_of_grading(folded)


@lru_cache(maxsize=2)
def _speaks_of_grading(folded: str) -> bool:
    return any(piece in folded for piece in (*GRADING, *INSPECTION))


@lru_cache(maxsize=8)
def speaks_of_more(folded: str, grade: str) -> bool:
    """Whether a text speaks of grades or inspections by another word than one grade."""
    return any(piece in folded for piece in (*GRADES, *INSPECTION) if piece != grade)
