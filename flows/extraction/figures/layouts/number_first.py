"""Lines of a list whose number stands before its label: "the following disruptions:", "• 6 major", "• 44 moderate"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.types import Figure

LONGEST = 80
LETTER = re.compile(r"\w")
# "60 drug |gangs": groups, of which nothing is said here.
GROUPS = re.compile(r"\b(?:gangs?|groups?|networks?|OCGs?)\b", re.IGNORECASE)


def number_first(analysis: Analysis, block: Block) -> Number | None:
    """The number that opens a bullet and is followed by no more than a label that divides disruptions."""
    if block.kind != "bullet" or block.end - block.start > LONGEST:
        return None
    numbers = numbers_in(analysis, block.start, block.end)
    if len(numbers) != 1 or not numbers[0].whole or not opens_with(analysis, block, numbers[0]):
        return None
    label = (numbers[0].end, block.end)
    if GROUPS.search(analysis.text, *label) or not divides(analysis, label):
        return None
    return numbers[0]


def opens_with(analysis: Analysis, block: Block, number: Number) -> bool:
    """Whether a line opens with a number."""
    return LETTER.search(analysis.text, block.start, number.start) is None


def line_of_part(analysis: Analysis, number: Number, last: Figure, sentence: Sentence) -> Figure | None:
    """ "• 51 – drugs" below "• 96 disruptions, of which:": a part of the figure above, with its label behind it."""
    if last.measure != "disruptions" or number.value > last.number.value:
        return None
    found = number_first(analysis, sentence.block)
    if found is None or found.start != number.start:
        return None
    label = (number.end, sentence.block.end)
    return Figure(number, "disruptions", "disruption-part", number.start, label[1], part_of=True, label=label)


def leans(analysis: Analysis, lines: list[tuple[Block, Number]], opener: Block) -> bool:
    """Whether lines that open with their number lean on a count above them, or say themselves what they count."""
    if not opens_with(analysis, *lines[0]):
        return False
    folded = analysis.view.folded
    named = any(folded.find("disrupti", line.start, line.end) >= 0 for line, _ in lines)
    return named or not _counts_nothing(analysis, opener)


def _counts_nothing(analysis: Analysis, opener: Block) -> bool:
    """Whether the words over a list hold no number but those of a time: what it divides is counted nowhere."""
    periods = periods_in(analysis.view.folded, opener.start, opener.end, analysis.written)
    numbers = numbers_in(analysis, opener.start, opener.end)
    return all(any(p.start <= n.start < p.end for p in periods) for n in numbers)
