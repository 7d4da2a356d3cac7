"""Numbers that stand side by side behind one verb: "dismantled 12 and |15 gangs respectively"."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number

# What joins the numbers of such a row.
JOINT = re.compile(r"(?:,|,?\s+and|\s*&)\s+(?:(?:just|only|about|around|some|over|nearly)\s+)?")
SAID = "respectively"


def first_of_row(text: str, number: Number, numbers: list[Number], low: int, high: int) -> int | None:
    """Where the words before a row end whose last number this is, if a sentence says that it is one."""
    if SAID not in text[low:high]:
        return None
    first = number
    for other in reversed(numbers[: numbers.index(number)]):
        if not JOINT.fullmatch(text, other.end, first.start):
            break
        first = other
    return None if first is number else first.start
