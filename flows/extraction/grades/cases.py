"""Grades of single cases that somebody looked at: "the quality of investigation was good in 8 of 10 cases"."""

from __future__ import annotations

import re

from flows.extraction.grades.grades import Grade

_N = (
    r"(?:\d[\d,.]*(?:\s*%|\s+per\s?cent)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|\w+ty(?:-\w+)?)"
)
_ABOUT = (
    r"(?:(?:just|only|about|around|over|nearly|almost|some|more\s+than|fewer\s+than|less\s+than|at\s+least)\s+){0,2}"
)
_CASES = (
    r"(?:cases|investigations|incidents|crimes|offences|calls|reports|files|records|recordings|contacts|interviews|occasions|"
    r"instances|examples|stops|visits|audits|referrals|assessments|plans)\b"
)
# "good| in 8 of the 10 cases", "good| in 81 per cent of calls", "good| in most cases"
IN_CASES = re.compile(
    rf"[”\"’']?\s+(?:in|for|on)\s+{_ABOUT}(?:{_N}|most|many|some|half|all|the\s+majority)\s+"
    rf"(?:(?:out\s+)?of\s+(?:the\s+|all\s+)?(?:{_N}\s+)?)?(?:\w+\s+)?{_CASES}",
    re.IGNORECASE,
)
# "adequate| in six", behind such a grade
IN_SOME = re.compile(rf"[”\"’']?\s+(?:in|for|on)\s+{_ABOUT}{_N}(?=\s*(?:[.,;:]|$|and\b))", re.IGNORECASE)


def of_cases(text: str, grade: Grade) -> bool:
    """Whether a grade is that of some of the cases that were looked at, and so none of a body."""
    sentence = grade.sentence
    if IN_CASES.match(text, grade.end, sentence.end):
        return True
    some = IN_SOME.match(text, grade.end, sentence.end)
    return some is not None and IN_CASES.search(text, sentence.start, grade.start) is not None
