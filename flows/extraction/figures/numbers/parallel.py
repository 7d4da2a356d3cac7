"""Numbers in one row and what each is of in another, unsaid: "40 and 50 disruptions in 2021 and 2022"."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.numbers.respective import JOINT, SAID, YEARS, labels_of
from flows.extraction.figures.words.types import Figure

BARE = re.compile(r"(?:,|,?\s+and|\s*&)\s+")
COMPARED = re.compile(r"\b(?:against|compared\s+(?:with|to)|up\s+from|down\s+from)\s+$")
REACH = 20
_MONTH = r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
LISTS = re.compile(
    rf"{_MONTH}(?:,\s+{_MONTH})*,?\s+and\s+{_MONTH}\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|last|past|first)\s+(?:quarters|months|years|weeks)\b"
)


def _rows(text: str, numbers: list[Number]) -> list[list[Number]]:
    """The numbers of a sentence that stand side by side with nothing between."""
    rows: list[list[Number]] = []
    for number in numbers:
        if number.percent or not number.whole:
            continue
        if rows and BARE.fullmatch(text, rows[-1][-1].end, number.start):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [row for row in rows if len(row) > 1]


def parallel_row(analysis: Analysis, numbers: list[Number], own: list[Figure], sentence: Sentence) -> list[Number]:
    """The numbers before the noun of a figure, where the sentence has a list of times, threats or levels, too."""
    text, low, high = analysis.text, sentence.start, sentence.end
    for row in _rows(text, numbers):
        stated = any(figure.number.start == row[-1].start and not figure.part_of for figure in own)
        if not stated or text.endswith(("between ", "Between "), low, row[0].start):
            continue
        years = [match.span() for match in YEARS.finditer(text, low, high)]
        lists = (years, labels_of(analysis, sentence))
        if LISTS.search(text, low, high) or any(
            JOINT.fullmatch(text, one[1], other[0]) for pieces in lists for one, other in pairwise(pieces)
        ):
            return row
    return []


def without_rows_compared(
    analysis: Analysis, numbers: list[Number], own: list[Figure], sentence: Sentence
) -> list[Number]:
    """The numbers of a sentence without those of a row that several are compared with: "against |31, 10 and 14"."""
    text, low = analysis.text, sentence.start
    if analysis.view.folded.find(SAID, low, sentence.end) >= 0:
        return numbers
    rows = [row for row in _rows(text, numbers) if COMPARED.search(text, max(low, row[0].start - REACH), row[0].start)]
    # Each of them is compared with one of several figures, whose threats a row does not tell.
    many = [row for row in rows if sum(figure.start < row[0].start for figure in own) == len(row)]
    dropped = {number.start for row in many for number in row}
    return [number for number in numbers if number.start not in dropped]
