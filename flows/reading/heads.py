"""Guesses the header rows and columns of a table from its cells, for formats that do not mark them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.vocabularies import grade_ranks

GRADES = "|".join(grade.replace(" ", r"\s+") for grade in grade_ranks())
# Words before a grade: "Graded: good", "Judgement: good".
_LABEL = r"(?:(?:grad(?:ed?|ing)|rat(?:ed|ing)|judge?(?:d|ment))\b\W*)?"
# A grade and nothing else.
GRADE = re.compile(rf"\W*{_LABEL}(?:{GRADES})\W*", re.IGNORECASE)
# A text that begins with a grade: "Good (no change)", "Requires improvement ↑".
_GRADED = re.compile(rf"\W*{_LABEL}(?:{GRADES})\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)", re.IGNORECASE)
_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?\W*")
_NUMBER = re.compile(
    r"[<>~£+−–-]*\s?£?\d[\d,. ]*\s?(?:%|per cent|m|million|k|bn)?(?:\s?\([^()]{1,12}\))?\*?", re.IGNORECASE
)
_NO_VALUE = re.compile(
    r"n/?a|nil|none|[–—*-]+|not (?:graded|inspected|assessed|applicable|recorded)|tbc", re.IGNORECASE
)
# A column of values is one in which at least this share of the filled cells are values.
_MOST_VALUES = 0.5


def is_value(text: str) -> bool:
    """Whether a cell holds a value: a grade, a number or a placeholder such as "n/a". A year is a header instead."""
    text = text.strip()
    if _YEARS.fullmatch(text):
        return False
    return bool(_NUMBER.fullmatch(text) or _NO_VALUE.fullmatch(text) or _GRADED.match(text))


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top are column headers: 0, 1, or 2 if there is a title row above the header row.

    The first row is a header row if it holds no value and some column below one of its cells holds mostly values.
    """
    if len(rows) > 2 and rows[0][0].strip() and not any(map(str.strip, rows[0][1:])):
        heads = head_rows(rows[1:])
        return heads and heads + 1
    if len(rows) < 2 or not rows[0] or not rows[0][-1].strip() or any(map(is_value, rows[0])):
        return 0
    columns = range(1 if len(rows[0]) > 1 else 0, len(rows[0]))
    return int(any(rows[0][column].strip() and _holds_values(rows[1:], column) for column in columns))


def head_columns(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns at the left are row headers: those before the first column of values.

    `rows` are the rows below the header rows.
    """
    width = len(rows[0]) if rows else 0
    for column in range(width):
        if _holds_values(rows, column):
            return column if _is_filled(rows, 0) else 0
    return 0


def _holds_values(rows: Sequence[Sequence[str]], column: int) -> bool:
    texts = [row[column] for row in rows if row[column].strip()]
    return bool(texts) and sum(map(is_value, texts)) >= _MOST_VALUES * len(texts)


def _is_filled(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(row[column].strip() for row in rows)
