"""Read the cells that are grades: the current grade, an earlier grade beside it, and the year given for a grade.

"Good ↔", "RI ↓", "Good (2016 judgment)", "Good, last time: adequate", "Good (Round 1: good)", "↑ from good".
Marks and arrows are ignored; a cell with any word that does not go with a grade is text that happens to hold a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.extraction.analysis.grades import ANY, code_of
from flows.reading.blocks import Cell

# The slice and the code of a grade.
Short = tuple[int, int, str]
GRADE = re.compile(rf"(?<![\w-])(?:{ANY})(?![\w-])", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(rf"[1-9]|{YEAR.pattern}")
# Between a grade and an earlier one: "Good| (|good)", "Good| (Round 1: |good)".
IN_BRACKETS = re.compile(r"\W*\(\s*(?:round [1-9]\W+)?", re.IGNORECASE)
ARROW = re.compile(r"\W*(?:[→➔➜⇒▶►]|[-–—=]>)\W*")
WORD = re.compile(r"\w+")
NOTE = re.compile(r"\[\w{1,2}\]")  # the number of a footnote
# A cell with a question, or with the bars of a table written in one line, is no grade.
NO_MARKS = re.compile(r"[?|]")
LONGEST = 70  # characters; a longer cell is text
# Words that mark a grade as an earlier one.
EARLIER = frozenset(
    ["before", "earlier", "formerly", "from", "had", "last", "previous", "previously", "prior", "then", "was", "were"]
)
# After a grade, `COMPARED` words compare it with an earlier one; before a grade, `NOT` says none is given now.
NOT, UP_OR_DOWN, NOW = "not", frozenset({"up", "down"}), frozenset({"current", "currently", "now"})
COMPARED = frozenset(["as", "change", "new", "no", "not", "same", "since", "than", "unchanged"]) | UP_OR_DOWN
# Times that words name in a header, in their order among years.
TIMES = {**dict.fromkeys(EARLIER, "0000"), **dict.fromkeys(NOW, "9999")}
# A time in a header; "2021/22" and "2021/2022" are each one.
TIME = re.compile(rf"\b(?:{YEAR.pattern}\s?[/–-]\s?\d\d|{YEAR.pattern}|(?<=round )[1-9]|{'|'.join(TIMES)})\b")
YEARS = re.compile(rf"({YEAR.pattern})\s?[/–-]\s?({YEAR.pattern})")
# Other words that may stand beside a grade.
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
    """A grade in a cell. `is_earlier`: whether it is an earlier grade; `year`: the year that the cell gives for it."""

    at: Short
    is_earlier: bool = False
    year: str | None = None


def grades_in(text: str, cell: Cell, shorts: Iterable[Short] = (), heads: Iterable[Cell] = ()) -> tuple[CellGrade, ...]:
    """Return the grade of a cell, or its two grades, the current one first; () if it is no grade or says more.
    `shorts`: the short forms of grades in the cell; `heads`: the cells over it, which may name the times of its two."""
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
    if len(grades) == 1:
        return _single(grades[0], *beside)
    over = [] if any(map(_words, beside)) else [text[head.start : head.end] for head in heads]
    return _pair(grades[0], grades[1], *beside) or _in_turn(grades, over)


def _goes_with_a_grade(words: str) -> bool:
    """Whether words beside a grade are only marks, years, numbers of rounds and words that go with a grade."""
    return not NO_MARKS.search(words) and all(word in SAID or NUMBER.fullmatch(word) for word in _words(words))


def _single(grade: Short, before: str, behind: str) -> tuple[CellGrade, ...]:
    words_before, words_after = _words(before), _words(behind)
    if words_before and words_before[-1] == NOT:  # "not good"
        return ()
    is_earlier = bool({*words_before} & {*EARLIER, NOT}) or ({*words_after} & EARLIER and not {*words_after} & COMPARED)
    year = None if {*words_after} & COMPARED else _year_of(*words_after, *words_before)
    return (CellGrade(grade, bool(is_earlier), year),)


def _pair(one: Short, other: Short, before: str, between: str, behind: str) -> tuple[CellGrade, ...]:
    words_before, words_between = _words(before), _words(between)
    first, second = CellGrade(one, year=_year_of(*words_before)), CellGrade(other, year=_year_of(*words_between))
    cues = {*words_between} - BESIDE
    if ARROW.fullmatch(between) or cues & NOW or (words_between == ["to"] and "from" in words_before):
        return second, replace(first, is_earlier=True)
    in_brackets = IN_BRACKETS.fullmatch(between) and behind.lstrip().startswith(")")
    if in_brackets or (cues and cues <= {*EARLIER, *UP_OR_DOWN, second.year}):
        return first, replace(second, is_earlier=True)
    return ()


def _in_turn(grades: Sequence[Short], heads: Iterable[str]) -> tuple[CellGrade, ...]:
    """Return two grades under a header that names two times, years or rounds: "2019 / 2022", "Now (previous)"."""
    said = (YEARS.sub(lambda at: at[0] if int(at[2]) - int(at[1]) > 1 else f"{at[1]}/{at[2][2:]}", h) for h in heads)
    times = ([TIMES.get(time, time) for time in TIME.findall(head.lower())] for head in said)
    named = next((two for two in times if len(two) == len({*two}) == 2 and len({*map(len, two)}) == 1), [])
    pairs = sorted(zip(named, grades, strict=False), reverse=True)
    return tuple(CellGrade(at, time == min(named), _year_of(time)) for time, at in pairs)


def _year_of(*words: str) -> str | None:
    return next(filter(YEAR.fullmatch, words), None)


def _words(text: str) -> list[str]:
    return WORD.findall(NOTE.sub("", text.lower()))
