"""What a cell that is a grade says: the grade that holds, an earlier one beside it, and the year it gives for one.

"Good ↔", "RI ↓", "Good (2016 judgment)", "Good, last time: adequate", "Requires improvement (good)", "↑ from good".
Marks and arrows say nothing; every word must be one that goes with a grade, or the cell is a text that holds a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.extraction.analysis.grades import ANY, code_of
from flows.reading.blocks import Cell

# A grade and its slice.
Short = tuple[int, int, str]
GRADE = re.compile(rf"(?<![\w-])(?:{ANY})(?![\w-])", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
ARROW = re.compile(r"\W*(?:[→➔➜⇒▶►]|[-–—=]>)\W*")
WORD = re.compile(r"\w+")
# A question, and the bars of a line that is a table of its own, are no part of a grade.
NO_MARKS = re.compile(r"[?|]")
LONGEST = 70
# What says of a grade that it is one of before.
EARLIER = frozenset(
    ["before", "earlier", "formerly", "from", "had", "last", "previous", "previously", "prior", "then", "was", "were"]
)
# Behind a grade, what compares it with one of before; before one, that none was given now.
NOT, UP_OR_DOWN, NOW = "not", frozenset({"up", "down"}), frozenset({"current", "currently", "now"})
COMPARED = frozenset(["as", "change", "new", "no", "not", "same", "since", "than", "unchanged"]) | UP_OR_DOWN
# What else stands beside grades.
BESIDE = frozenset(
    [
        *("again", "assessed", "assessment", "at", "fell", "given", "grade", "graded", "improved", "in", "inspected"),
        *("inspection", "its", "judged", "judgement", "judgment", "of", "on", "our", "overall", "rated", "rating"),
        *("report", "result", "rose", "round", "still", "the", "this", "time", "to", "year"),
    ]
)
SAID = EARLIER | COMPARED | NOW | BESIDE


@dataclass(frozen=True, slots=True)
class CellGrade:
    """A grade that a cell gives: whether it is one of before, and the year that the cell says it is of."""

    at: Short
    is_earlier: bool = False
    year: str | None = None


def grades_in(text: str, cell: Cell, shorts: Iterable[Short] = ()) -> tuple[CellGrade, ...]:
    """The grade that a cell is, or the two, that which holds first; none where it is no grade, or says more.

    `shorts`: the short forms of grades in it.
    """
    if not 0 < cell.end - cell.start <= LONGEST:
        return ()
    words = ((*match.span(), code_of(match.group())) for match in GRADE.finditer(text, cell.start, cell.end))
    grades: list[Short] = []
    for short in sorted({*words, *shorts}):
        if not grades or short[0] >= grades[-1][1]:
            grades.append(short)
    edges = [cell.start, *(edge for start, end, _ in grades for edge in (start, end)), cell.end]
    beside = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if len(grades) not in (1, 2) or not all(map(_goes_with_a_grade, beside)):
        return ()
    return _of_one(grades[0], *beside) if len(grades) == 1 else _of_two(grades[0], grades[1], *beside)


def _goes_with_a_grade(words: str) -> bool:
    """Whether nothing but marks and words that go with a grade stand beside one."""
    return not NO_MARKS.search(words) and all(word in SAID or YEAR.fullmatch(word) for word in _words(words))


def _of_one(grade: Short, before: str, behind: str) -> tuple[CellGrade, ...]:
    ahead, after = _words(before), _words(behind)
    if ahead and ahead[-1] == NOT:  # "not good"
        return ()
    is_earlier = bool({*ahead} & {*EARLIER, NOT}) or ({*after} & EARLIER and not {*after} & COMPARED)
    year = None if {*after} & COMPARED else _year_of(*after, *ahead)
    return (CellGrade(grade, bool(is_earlier), year),)


def _of_two(one: Short, other: Short, before: str, between: str, behind: str) -> tuple[CellGrade, ...]:
    ahead, joint = _words(before), _words(between)
    first, second = CellGrade(one, year=_year_of(*ahead)), CellGrade(other, year=_year_of(*joint))
    cues = {*joint} - BESIDE
    if ARROW.fullmatch(between) or cues & NOW or (joint == ["to"] and "from" in ahead):
        return second, replace(first, is_earlier=True)
    in_brackets = not joint and between.rstrip().endswith("(") and behind.lstrip().startswith(")")
    if in_brackets or (cues and cues <= {*EARLIER, *UP_OR_DOWN, second.year}):
        return first, replace(second, is_earlier=True)
    return ()


def _year_of(*words: str) -> str | None:
    return next(filter(YEAR.fullmatch, words), None)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
