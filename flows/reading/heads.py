"""Which rows and columns of a table head the others, where its format does not say so: judged by what cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.vocabularies import grade_ranks

GRADES = "|".join(grade.replace(" ", r"\s+") for grade in grade_ranks())
# What a grade may be labelled with: "Graded: good", "Judgement: good".
_LABEL = r"(?:(?:grad(?:ed?|ing)|rat(?:ed|ing)|judge?(?:d|ment))\b\W*)?"
# A grade and nothing else.
GRADE = re.compile(rf"\W*{_LABEL}(?:{GRADES})\W*", re.IGNORECASE)
# What begins with a grade, or is one: "Good (no change)", "Requires improvement ↑".
_GRADED = re.compile(rf"\W*{_LABEL}(?:{GRADES})\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)", re.IGNORECASE)
_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?\W*")
_NUMBER = re.compile(
    r"[<>~£+−–-]*\s?£?\d[\d,. ]*\s?(?:%|per cent|m|million|k|bn)?(?:\s?\([^()]{1,12}\))?\*?", re.IGNORECASE
)
_NO_VALUE = re.compile(
    r"n/?a|nil|none|[–—*-]+|not (?:graded|inspected|assessed|applicable|recorded)|tbc", re.IGNORECASE
)
# So much of what a column holds are grades or numbers.
_MOST = 0.5


def is_value(text: str) -> bool:
    """Whether a cell holds what tables are made to tell, a grade or a number; a year heads others."""
    text = text.strip()
    if _YEARS.fullmatch(text):
        return False
    return bool(_NUMBER.fullmatch(text) or _NO_VALUE.fullmatch(text) or _GRADED.match(text))


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top head the columns: the first, where it holds no value and others below it do.

    A title above the heads is one of them.
    """
    if len(rows) > 2 and rows[0][0].strip() and not any(map(str.strip, rows[0][1:])):
        heads = head_rows(rows[1:])
        return heads and heads + 1
    if len(rows) < 2 or not rows[0] or not rows[0][-1].strip() or any(map(is_value, rows[0])):
        return 0
    columns = range(1 if len(rows[0]) > 1 else 0, len(rows[0]))
    return int(any(rows[0][column].strip() and _holds_values(rows[1:], column) for column in columns))


def head_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many columns at the left head the rows below the heads: those of text before the first of values."""
    width = len(rows[0]) if rows else 0
    for column in range(width):
        if _holds_values(rows, column):
            return column if _is_filled(rows, 0) else 0
    return 0


def _holds_values(rows: Sequence[Sequence[str]], column: int) -> bool:
    texts = [row[column] for row in rows if row[column].strip()]
    return bool(texts) and sum(map(is_value, texts)) >= _MOST * len(texts)


def _is_filled(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(row[column].strip() for row in rows)
