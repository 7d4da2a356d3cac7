"""Whether a text speaks of grades or inspections at all; where it does not, words like "good" are mere praise."""

from __future__ import annotations

from functools import lru_cache

from flows.extraction.analysis.watchdogs import PIECES, PROGRAMMES

# Pieces of folded text; "operated" is no grade.
GRADES = (
    " graded",
    " grade ",
    " grades",
    " rated ",
    " rating",
    " judged",
    "judgement",
    "judgment",
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


def speaks_of_more(folded: str, grade: str) -> bool:
    """Whether a text speaks of grades or inspections by another word than one grade."""
    return any(piece in folded for piece in (*GRADES, *INSPECTION) if piece != grade)
