"""The rounds of inspections that a text counts: "Round 2", "the second inspection"."""

from __future__ import annotations

import re

from flows.extraction.analysis.reference.discourse import NUMBERS

# "Round 2", "R2", "second inspection": which of several rounds a column is of.
ROUNDS = ("first", "second", "third", "fourth", "fifth")
NTH_ROUND = re.compile(
    rf"\b(?:(?:round|cycle)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(NUMBERS)}))\b|"
    rf"\b(?P<nth>{'|'.join(ROUNDS)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def rounds_in(text: str, start: int, end: int) -> list[int]:
    """The numbers of the rounds of inspections that a slice names, in order."""
    found = NTH_ROUND.finditer(text, start, end)
    return [_number(match) for match in found]


def _number(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["n"])
    return NUMBERS[match["word"].lower()] if match["word"] else ROUNDS.index(match["nth"].lower()) + 1
