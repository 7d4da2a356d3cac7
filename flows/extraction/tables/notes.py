"""Notes below a table or list that say what it counts: "Figures are disruptions moderated by the regional panel"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.tables.words import ADJECTIVE, NOUN

NOTE = re.compile(
    r"\W*(?:(?:all|the|these)\s+)?(?:figures|numbers|data|counts|totals)\s+(?:(?:given\s+|shown\s+)?(?:above|in\s+the\s+table|here)\s+)?"
    rf"(?:are|show|count|give|represent|(?:refer|relate)\s+to)\s+(?:the\s+number\s+of\s+)?{ADJECTIVE}{{0,3}}?{NOUN}",
    re.IGNORECASE,
)
# What such a note begins with.
OPENS = ("all ", "the ", "these ", "figures", "numbers", "data", "counts", "totals", "*", "(")
LISTED = ("row", "bullet")
# A note is of a list or table no longer than this.
MOST_LINES = 60


def blocks_with_a_note(analysis: Analysis, counted: Iterable[int]) -> dict[int, Block]:
    """The note of each line of a table or list that has one below it, by the index of the line's block."""
    noted: dict[int, Block] = {}
    for index in counted:
        sentence = analysis.sentences[index]
        if not analysis.view.folded.startswith(OPENS, sentence.start) or not NOTE.match(
            analysis.text, sentence.start, sentence.end
        ):
            continue
        for block in reversed(analysis.blocks[max(0, sentence.block.index - MOST_LINES) : sentence.block.index]):
            if block.kind not in LISTED:
                break
            noted[block.index] = sentence.block
    return noted
