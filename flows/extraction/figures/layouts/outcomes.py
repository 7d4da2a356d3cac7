"""Rows or columns of a table of groups that say what was done to them: "Groups | 2022/23", "Dismantled | 14"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.figures.words.nouns import ANY_DISRUPTED, GROUP_NOUN

# A cell that is no more than what was done.
DONE = re.compile(rf"\W*(?:number\s+|total\s+|of\s+which\s+)?{ANY_DISRUPTED}\W*", re.IGNORECASE)
GROUPS = re.compile(rf"\b{GROUP_NOUN}", re.IGNORECASE)


def is_outcome(analysis: Analysis, header: Block | None, first: tuple[int, int], corner: tuple[int, int]) -> bool:
    """Whether a row's first cell says what was done, under a header or a line that says it was done to groups."""
    if header is None or not DONE.fullmatch(analysis.text, *first):
        return False
    return GROUPS.search(analysis.text, *corner) is not None or _is_below_groups(analysis, header)


def heads_outcomes(analysis: Analysis, header: Block, heading: tuple[int, int]) -> bool:
    """Whether a column holds what was done to groups, as one beside it or the line above says: "OCGs | Dismantled"."""
    if not DONE.fullmatch(analysis.text, *heading):
        return False
    return GROUPS.search(analysis.text, header.start, heading[0]) is not None or _is_below_groups(analysis, header)


def _is_below_groups(analysis: Analysis, header: Block) -> bool:
    """Whether the line right above a table speaks of groups."""
    above = analysis.blocks[header.index - 1] if header.index else None
    told = above is not None and above.kind in ("heading", "prose")
    return above is not None and told and GROUPS.search(analysis.text, above.start, above.end) is not None
