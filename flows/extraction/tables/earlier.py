"""What heads a row, a column or a table as earlier than another: its words, or the number of its round."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS

HISTORIC = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|earlier(?!\s+(?:this|today|on)\b)|prior|original|old(?:er)?\s+reports?|"
    r"years?\s+(?:ago|before)|last\s+(?:time|inspection|assessment|report|inspected|year))\b"
)
# "Changes since the last report", "Comparison with the previous round" head grades of now.
COMPARES = re.compile(r"\b(?:since|from|after|compar\w+|than|changes?|progress|against|versus|vs)\b")
# "Round 2", "R2", "second inspection": which of several rounds a column is of.
ROUNDS = ("first", "second", "third", "fourth", "fifth")
NTH_ROUND = re.compile(
    rf"\b(?:(?:round|cycle)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(NUMBERS)}))\b|"
    rf"\b(?P<nth>{'|'.join(ROUNDS)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def heads_earlier(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a heading says that what stands below is of an earlier inspection, and does not compare with that."""
    folded = analysis.view.folded
    found = HISTORIC.search(folded, start, end)
    return found is not None and not COMPARES.search(folded, start, found.start())


def rounds_in(text: str, start: int, end: int) -> list[int]:
    """The numbers of the rounds of inspections that a slice names, in order."""
    found = NTH_ROUND.finditer(text, start, end)
    return [_number(match) for match in found]


def _number(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["n"])
    return NUMBERS[match["word"].lower()] if match["word"] else ROUNDS.index(match["nth"].lower()) + 1
